import { isMapping, type Mapping } from "../../../config/path";
import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { importEnvironment } from "./environment";
import { secretRef } from "./credentials";

/** Membership's variables and the OAuth clients. */
export function importMembership(values: ReleaseValues, draft: ConfigDraft): void {
  importEnvironment(values, draft, {
    from: "membership.config.additionalEnv",
    to: "membership.env",
  });
  importClients(values, draft);
}

/** OAuth clients: those given as they are, and each further entry of `global.platform`. */
function importClients(values: ReleaseValues, draft: ConfigDraft): void {
  const from = "membership.config.auth.additionalOAuthClients";
  const given = (values.list(from) ?? []).flatMap((client, index) => {
    if (isMapping(client)) return [additionalClient(values, client, `${from}[${index}]`)];
    values.note(`${from}[${index}]`, "lost", "This entry isn't a map.");
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
    values.note(`${key}.${field}`, "lost", "A client in the stack config has no such key.");
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
