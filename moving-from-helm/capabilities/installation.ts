import { obsolete, unused, type Capability } from "./capability";

/** Which services there are, their addresses, and the licence. */
export const installation: readonly Capability[] = [
  {
    id: "F001",
    capability: "Membership",
    reason: "Always deployed: nothing works without it.",
    leftOver: {
      "global.platform.membership.enabled": obsolete(
        "Membership is always part of a control plane.",
      ),
    },
  },
  {
    id: "F002",
    capability: "Portal, or none",
    settings: { "global.platform.portal.enabled": "portal.enabled" },
  },
  {
    id: "F003",
    capability: "Console, or none",
    settings: { "global.platform.consoleV3.enabled": "console.enabled" },
  },
  {
    id: "F004",
    capability: "Dex, or none",
    values: ["membership.dex.enabled"],
    config: ["oidc.host"],
    note: "Dex isn't deployed with your own provider.",
  },
  {
    id: "F005",
    capability: "A PostgreSQL of the chart's own",
    values: ["<migrated>.postgresql.enabled"],
    reason:
      "A chart that runs the database beside the services is for trying out. `npm start` has an embedded PostgreSQL for that; a real stack names a server, on which `database.mode: managed` makes the databases and roles.",
    leftOver: {
      "*.postgresql.*": obsolete(
        "It configures the bundled database, which is deleted with the release.",
      ),
      "global.postgresql.enabled": unused(
        "The switch of the bundled database is membership.postgresql.enabled.",
      ),
      "global.postgresql.auth.postgresPassword": obsolete("It configures the bundled database."),
      "global.postgresql.auth.secretKeys.userPasswordKey": unused(
        "Only the bundled database reads it; the services log in with adminPasswordKey.",
      ),
    },
  },
  {
    id: "F006",
    capability: "An external PostgreSQL",
    values: ["membership.postgresql.enabled", "global.postgresql.host"],
    config: ["database.host"],
  },
  {
    id: "F007",
    capability: "One domain for all hosts",
    settings: { "global.serviceHost": "domain" },
  },
  {
    id: "F008",
    capability: "Scheme and host of each service",
    settings: {
      "global.platform.<migrated>.scheme": "hosts.<migrated>.scheme",
      "global.platform.membership.relyingParty.scheme": ["hosts.dex.scheme", "oidc.scheme"],
    },
    values: ["global.platform.<migrated>.host", "global.platform.membership.relyingParty.host"],
    config: ["hosts.<service>.host"],
    leftOver: {
      "global.platform.membership.oidc.*": unused(
        "The chart doesn't read it. The provider's address is global.platform.membership.relyingParty.",
      ),
    },
  },
  {
    id: "F009",
    capability: "An issuer with a path",
    settings: { "global.platform.membership.relyingParty.path": ["hosts.dex.path", "oidc.path"] },
  },
  {
    id: "F010",
    capability: "A licence token",
    values: ["global.licence.{token,clusterID,issuer}"],
    config: ["licence.token", "licence.clusterId", "licence.issuer"],
    leftOver: {
      "global.licence.createSecret": obsolete("A token that is given is put into a Secret."),
    },
  },
  {
    id: "F011",
    capability: "A licence token in a Secret",
    values: ["global.licence.{existingSecret,secretKeys.token}"],
    config: ["licence.tokenSecret"],
  },
  {
    id: "F012",
    capability: "A licence for one service",
    values: ["membership.config.licence.*"],
    reason: "Membership alone reads a licence, so `licence` is its own already.",
  },
  {
    id: "F013",
    capability: "No licence variables at all",
    values: ["global.licence.enabled", "membership.config.licence.enabled"],
    config: ["licence.enabled"],
  },
];
