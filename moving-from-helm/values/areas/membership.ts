import { isMapping, type Mapping } from "../../../config/path";
import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { importEnvironment } from "./environment";
import { secretRef } from "./credentials";

type Kind = "text" | "number" | "flag" | "list";

/** Settings that only have another name: the value's path below `membership`, its type, the key. */
const renamed: readonly (readonly [from: string, kind: Kind, to: string])[] = [
  ["dev", "flag", "dev"],
  ["config.debug", "flag", "debug"],
  ["feature.managedStacks", "flag", "managedStacks"],
  ["feature.disableEvents", "flag", "disableEvents"],
  ["config.fctl", "flag", "fctl"],
  ["config.auth.loginWithSSO", "flag", "loginWithSso"],
  ["config.auth.tokenValidity.accessToken", "text", "accessTokenValidity"],
  ["config.auth.tokenValidity.refreshToken", "text", "refreshTokenValidity"],
  ["config.stack.minimalStackModules", "list", "stack.minimalModules"],
  ["config.stack.additionalModules", "list", "stack.additionalModules"],
  ["config.stack.cycle.dryRun", "flag", "stack.cycleDryRun"],
  ["config.stack.cycle.delay.disposable", "text", "stack.disposableDelay"],
  ["config.stack.cycle.delay.disable", "text", "stack.disableDelay"],
  ["config.stack.cycle.delay.disablePollingDelay", "text", "stack.disablePollingDelay"],
  ["config.stack.cycle.delay.warn", "text", "stack.warnDelay"],
  ["config.stack.cycle.delay.prune", "text", "stack.pruningDelay"],
  ["config.stack.cycle.delay.prunePollingDelay", "text", "stack.pruningPollingDelay"],
];

/** Membership's own settings. */
export function importMembership(values: ReleaseValues, draft: ConfigDraft): void {
  for (const [from, kind, to] of renamed) {
    draft.set(`membership.${to}`, values[kind](`membership.${from}`), `membership.${from}`);
  }
  importEnvironment(values, draft, "membership.config.additionalEnv", "membership.env");
  importTokens(values, draft);
  importClients(values, draft);
  const connectors = "membership.config.oidc.connectors";
  draft.set("membership.connectors", values.list(connectors), connectors);
}

function importTokens(values: ReleaseValues, draft: ConfigDraft): void {
  const at = (key: string) => `membership.config.grpc.${key}`;
  const ref = secretRef(values, at("existingSecret"), at("secretKeys.secret"));
  draft.set("membership.grpcTokensSecret", ref, at("existingSecret"));
  const tokens = values.list(at("tokens"));
  if (ref === undefined) draft.set("membership.grpcTokens", tokens, at("tokens"));
}

/** OAuth clients: those given as they are, and each further entry of `global.platform`. */
function importClients(values: ReleaseValues, draft: ConfigDraft): void {
  const from = "membership.config.auth.additionalOAuthClients";
  const given = (values.list(from) ?? []).flatMap((client, index) => {
    if (isMapping(client)) return [additionalClient(values, client, `${from}[${index}]`)];
    values.note(`${from}[${index}]`, "lost", "It is no client: it has no fields.");
    return [];
  });
  const known = ["membership", "consoleV3", "portal", "stargate"];
  const platforms = values.keysOf("global.platform").flatMap((name) => {
    const client = `global.platform.${name}.oauth.client`;
    if (known.includes(name) || values.keysOf(client).length === 0) return [];
    if (values.flag(`global.platform.${name}.enabled`) === false) return [];
    return [{ id: name, ...clientOf(values, client) }];
  });
  const clients = [...given, ...platforms];
  if (clients.length > 0)
    draft.set("membership.additionalClients", clients, given.length > 0 ? from : "global.platform");
}

const clientFields = [
  "id",
  "public",
  "secret",
  "secretRef",
  "redirectUris",
  "postLogoutRedirectUris",
  "scopes",
];

function additionalClient(values: ReleaseValues, client: Mapping, key: string): Mapping {
  const { secrets, ...others } = client;
  const [first] = Array.isArray(secrets) ? (secrets as unknown[]) : [];
  const named: Mapping = first === undefined ? others : { secret: first, ...others };
  for (const field of Object.keys(named)) {
    if (clientFields.includes(field)) continue;
    values.note(`${key}.${field}`, "lost", "A client of the stack config has no such field.");
  }
  return Object.fromEntries(
    Object.entries(named).filter(([field]) => clientFields.includes(field)),
  );
}

/** The fields of a platform's OAuth client that were given, except for the published secrets. */
export function clientOf(values: ReleaseValues, from: string): Mapping {
  const ref = secretRef(values, `${from}.existingSecret`, `${from}.secretKeys.secret`);
  const fields: Mapping = {
    id: values.given(`${from}.id`),
    secretRef: ref,
    secret: ref === undefined ? values.given(`${from}.secret`) : undefined,
    redirectUris: addresses(values, `${from}.redirectUris`),
    postLogoutRedirectUris: addresses(values, `${from}.postLogoutRedirectUris`),
    scopes: values.given(`${from}.scopes`),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The list in a text, which is how the chart takes it so that it can be a template. */
function addresses(values: ReleaseValues, from: string): unknown {
  const value = values.given(from);
  if (typeof value !== "string") return value;
  return value
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/^-\s*/, "")
        .replace(/^(["'])(.*)\1$/, "$2"),
    )
    .filter((line) => line !== "");
}
