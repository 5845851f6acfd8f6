import { presetSamples, typeSamples } from "../samples";
import { silentAttributes } from "./silent-attributes";
import { silentSettings } from "./silent-settings";
import { wrongLdap } from "./wrong-ldap";
import { wrongOpenidAndSaml } from "./wrong-openid-and-saml";
import { wrongOthers } from "./wrong-others";
import { wrongPresets } from "./wrong-presets";

/** A connector with one thing wrong, and what is said of it. */
export interface WrongConnector {
  readonly name: string;
  readonly connector: Record<string, unknown>;
  /** Message by the path below the connector. */
  readonly problems: Readonly<Record<string, string>>;
}

function typed(type: string, change: Record<string, unknown>) {
  const config = Object.entries({ ...typeSamples[type], ...change });
  const left = config.filter(([, value]) => value !== undefined);
  return { type, id: "a", name: "A", config: Object.fromEntries(left) };
}

function preset(name: string, change: Record<string, unknown>) {
  const fields = Object.entries<unknown>({ preset: name, ...presetSamples[name], ...change });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** Connectors that are wrong in themselves, in a production stack. */
export const wrongConnectors: readonly WrongConnector[] = [
  ...[
    ...wrongOpenidAndSaml,
    ...wrongLdap,
    ...wrongOthers,
    ...silentSettings,
    ...silentAttributes,
  ].map(([type, name, change, problems]) => ({
    name: `${type}: ${name}`,
    connector: typed(type, change),
    problems: Object.fromEntries(
      Object.entries(problems).map(([path, message]) => [`config.${path}`, message]),
    ),
  })),
  ...wrongPresets.map(([name, what, change, problems]) => ({
    name: `${name}: ${what}`,
    connector: preset(name, change),
    problems,
  })),
  {
    name: "neither type nor preset",
    connector: { id: "a", name: "A" },
    problems: { "": "needs one of: type, preset." },
  },
  {
    name: "a preset that doesn't exist",
    connector: { preset: "otka", domain: "acme.okta.com" },
    problems: {
      preset:
        "is not one of: okta, auth0, entra-id, keycloak, google-workspace, ping, adfs, active-directory, openldap, freeipa, aws-cognito, zitadel, authentik. Did you mean okta?",
    },
  },
  {
    name: "a connector for tests",
    connector: typed("mockPassword", {}),
    problems: {
      type: "lets anyone log in, and is for test environments only. Remove the connector.",
    },
  },
];
