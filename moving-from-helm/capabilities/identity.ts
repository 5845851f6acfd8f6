import { below, lost, obsolete, unused, type Capability } from "./capability";

const client = {
  at: "membership.config.oidc",
  value: "clientSecret",
  key: "secret",
} as const;

/** The OAuth clients, and who logs users in. */
export const identity: readonly Capability[] = [
  {
    id: "F040",
    capability: "Console's OAuth client",
    values: ["global.platform.consoleV3.oauth.client.{id,secret}"],
    config: ["console.oauthClient.id", "console.oauthClient.secret"],
    leftOver: {
      "console-v3.config.redirect_url": lost("Console's address is hosts.console."),
    },
  },
  {
    id: "F041",
    capability: "Portal's OAuth client",
    values: ["global.platform.portal.oauth.client.{id,secret}"],
    config: ["portal.oauthClient.id", "portal.oauthClient.secret"],
    leftOver: {
      "console-v3.config.platform_url": lost("Portal's address is hosts.portal."),
    },
  },
  {
    id: "F042",
    capability: "Client secrets in Secrets",
    values: ["global.platform.*.oauth.client.{existingSecret,secretKeys.secret}"],
    config: ["<app>.oauthClient.secretRef", "membership.additionalClients[].secretRef"],
  },
  {
    id: "F043",
    capability: "Redirect URIs of a client",
    values: ["global.platform.*.oauth.client.{redirectUris,postLogoutRedirectUris}"],
    config: ["<app>.oauthClient.redirectUris", "<app>.oauthClient.postLogoutRedirectUris"],
  },
  {
    id: "F044",
    capability: "Scopes of a client",
    values: ["global.platform.*.oauth.client.scopes"],
    config: ["<app>.oauthClient.scopes"],
  },
  {
    id: "F045",
    capability: "Further clients with a generated secret",
    values: ["global.platform.*.{enabled,oauth.client.*}"],
    config: ["membership.additionalClients"],
  },
  {
    id: "F046",
    capability: "Clients and settings, unchanged",
    values: ["membership.config.auth.additionalOAuthClients"],
    config: ["membership.configOverrides"],
  },
  {
    id: "F047",
    capability: "Login providers in Membership's file",
    settings: { "membership.config.oidc.connectors": "membership.connectors" },
    config: ["oidc.connector"],
  },
  {
    id: "F048",
    capability: "Membership's client at Dex or at another provider",
    settings: {
      "membership.config.oidc.clientId": ["dex.membershipClient.id", "oidc.clientId"],
      "membership.config.oidc.scopes": ["dex.membershipClient.scopes", "oidc.scopes"],
    },
    values: ["membership.config.oidc.clientSecret"],
    config: ["dex.membershipClient.secret", "oidc.clientSecret"],
    leftOver: {
      "global.platform.membership.oauthClient.*": unused(
        "The chart doesn't read it since version 3. The client's secret is membership.config.oidc.",
      ),
    },
  },
  {
    id: "F049",
    capability: "That client's secret in a Secret",
    secrets: [
      {
        ...client,
        to: "dex.membershipClient.secret",
        ref: "dex.membershipClient.secretRef",
        published: true,
      },
      { ...client, to: "oidc.clientSecret", ref: "oidc.clientSecretRef" },
    ],
  },
  {
    id: "F050",
    capability: "Your own provider instead of Dex",
    settings: { "global.platform.membership.relyingParty.host": "oidc.host" },
    values: [
      "membership.dex.enabled",
      "global.platform.membership.relyingParty.path",
      "membership.config.oidc.{clientId,clientSecret}",
    ],
    config: ["oidc.path", "oidc.clientId", "oidc.clientSecret"],
  },
  {
    id: "F051",
    capability: "Overrides of Dex's configuration",
    settings: below("membership.dex.configOverrides", "dex", {
      "oauth2.skipApprovalScreen": "skipApprovalScreen",
      "oauth2.alwaysShowLoginScreen": "alwaysShowLoginScreen",
      "oauth2.passwordConnector": "passwordConnector",
      "logger.level": "logLevel",
      "expiry.idTokens": "expiry.idTokens",
      "expiry.signingKeys": "expiry.signingKeys",
      "expiry.authRequests": "expiry.authRequests",
      "expiry.deviceRequests": "expiry.deviceRequests",
      "expiry.refreshTokens": "expiry.refreshTokens",
      "frontend.issuer": "frontend.issuer",
      "frontend.theme": "frontend.theme",
      "frontend.logoURL": "frontend.logoUrl",
      "frontend.extra": "frontend.extra",
    }),
    values: ["membership.dex.configOverrides"],
    config: ["dex.configOverrides"],
  },
  {
    id: "F052",
    capability: "Connectors of Dex",
    settings: { "membership.dex.configOverrides.connectors": "dex.connectors" },
  },
  {
    id: "F053",
    capability: "Local users of Dex",
    values: ["membership.dex.configOverrides.{staticPasswords,enablePasswordDB}"],
    config: ["dex.localUsers", "dex.admin"],
  },
  {
    id: "F054",
    capability: "Your own configuration of Dex",
    reason:
      "`dex.configOverrides` reaches every key of the generated file and is checked as a whole. Your own file wouldn't contain Membership's client, the storage and the users.",
    leftOver: {
      "membership.dex.configSecret.*": obsolete(
        "Dex's configuration is in a Secret that is named by its content.",
      ),
      "membership.dex.config.*": unused(
        "With the chart's settings Dex is given configOverrides. Set dex.configOverrides in the stack config.",
      ),
    },
  },
  {
    id: "F055",
    capability: "Dex's HTTPS and gRPC listeners",
    config: ["dex.configOverrides", "dex.extraPorts", "dex.volumes", "dex.volumeMounts"],
    note: "Off by default: TLS ends at the public entry, and by the gRPC API anybody in the cluster could add clients.",
    leftOver: {
      "membership.dex.https.*": lost(
        "TLS ends at the public entry; in the cluster Dex speaks HTTP.",
      ),
      "membership.dex.grpc.*": lost(
        "Dex's gRPC API is off: clients and users are in the stack config.",
      ),
    },
  },
  {
    id: "F056",
    capability: "Autoscaling, budget, monitor and policy for Dex",
    settings: below("membership.dex.serviceMonitor", "dex.serviceMonitor", [
      "enabled",
      "interval",
      "scrapeTimeout",
      "labels",
    ]),
    values: ["membership.dex.{autoscaling,podDisruptionBudget,networkPolicy}.*"],
    config: ["dex.autoscaling", "dex.disruptionBudget", "networkPolicies.enabled"],
    leftOver: {
      "membership.dex.networkPolicy.*": obsolete("Every service has a NetworkPolicy."),
      "membership.dex.*": lost("The stack config has no such setting of Dex."),
    },
  },
  {
    id: "F057",
    capability: "Rights of Dex in the cluster",
    config: ["dex.storageType", "dex.serviceAccountName"],
    note: "Made only where Dex keeps its state in the cluster, and not for a ServiceAccount that exists.",
    leftOver: {
      "membership.dex.rbac.*": obsolete(
        "Dex gets rights only where it keeps its state in Kubernetes.",
      ),
    },
  },
];
