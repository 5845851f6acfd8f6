import { isMapping, type Mapping } from "../../../config/path";
import { expandVariables, variablesIn } from "../../../dex/variables";
import { isPlainSecret } from "../../../facts/plain-secrets";
import { capabilities } from "../../capabilities/table";
import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { mapTexts } from "../templates";
import { importEnvironment, variableOf } from "./environment";

const overrides = "membership.dex.configOverrides";

/** Dex's configuration; without Dex, only the note about the provider's variables. */
export function importDex(values: ReleaseValues, draft: ConfigDraft, usesDex: boolean): void {
  if (!usesDex) {
    values.note(
      "membership.dex.enabled",
      "changed",
      "Without Dex, the chart didn't set the login provider's variables, such as RP_ISSUER; they had to be in membership.config.additionalEnv. Now they come from oidc: remove them from membership.env.",
    );
    return;
  }
  importUsers(values, draft);
  importResponseTypes(values, draft);
  const literals = literalsOf(values);
  const connectors = expanded("connectors", draft.at("dex.connectors"), literals);
  draft.set("dex.connectors", connectors, `${overrides}.connectors`);
  importOtherKeys(values, draft, literals);
  importDexEnvironment(values, draft);
}

function importUsers(values: ReleaseValues, draft: ConfigDraft): void {
  const [from, enabled] = [`${overrides}.staticPasswords`, `${overrides}.enablePasswordDB`];
  const users = values.list(from) ?? [];
  if (values.flag(enabled) === false) return;
  if (!values.isGiven(from)) {
    draft.set("dex.admin", { enabled: true, email: "admin@formance.com" }, from);
    values.note(
      from,
      "changed",
      "The chart's administrator has a published password. The control plane generates a new one; to show it: pulumi stack output firstLoginPassword --show-secrets",
    );
    return;
  }
  const localUsers = users.flatMap((user, index) => {
    if (!isMapping(user)) return [];
    const { email, hash, username, userID, role, hashFromEnv } = user;
    if (hashFromEnv !== undefined) {
      const reason = "dex.localUsers takes the hash itself, or generates a password.";
      values.note(`${from}[${index}].hashFromEnv`, "lost", reason);
    }
    const fields: Mapping = { email, hash, username, userId: userID, role };
    return [Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))];
  });
  if (localUsers.length > 0) draft.set("dex.localUsers", localUsers, from);
}

function importResponseTypes(values: ReleaseValues, draft: ConfigDraft): void {
  const from = `${overrides}.oauth2.responseTypes`;
  const types = values.given(from);
  if (types === undefined || JSON.stringify(types) === '["code","token","id_token"]') return;
  draft.set("dex.configOverrides.oauth2.responseTypes", types, from);
}

/** Keys of the document that are carried over by themselves, or are what the program sets anyway. */
const toldKeys = () => [
  "staticPasswords",
  "enablePasswordDB",
  "oauth2.responseTypes",
  "logger.format",
  ...capabilities()
    .flatMap(({ settings }) => Object.keys(settings ?? {}))
    .filter((path) => path.startsWith(`${overrides}.`))
    .map((path) => path.slice(overrides.length + 1)),
];

/** The rest of the document, which goes in as it is. */
function importOtherKeys(
  values: ReleaseValues,
  draft: ConfigDraft,
  literals: ReadonlyMap<string, string>,
): void {
  const told = toldKeys();
  for (const [key, value] of Object.entries(values.map(overrides) ?? {})) {
    const inside = told.some((path) => path.startsWith(`${key}.`)) && isMapping(value);
    const parts = inside
      ? Object.entries(value).map(([part, below]) => [`${key}.${part}`, below])
      : [[key, value]];
    for (const [path, content] of parts as [string, unknown][]) {
      if (!told.includes(path)) {
        importOtherKey(values, draft, path, expanded(path, content, literals));
      }
    }
  }
}

/** Parts of the document in which the chart's Dex puts the values of its variables. */
const expandedParts = ["connectors", "signer", "storage"];

/** A part of the document with the variables whose values are known. */
function expanded(key: string, content: unknown, literals: ReadonlyMap<string, string>): unknown {
  if (!expandedParts.includes(key)) return content;
  return mapTexts(content, (text) => expandVariables(text, literals) ?? text);
}

/** Dex's variables with a literal value, in the list or in the map that the chart takes. */
function literalsOf(values: ReleaseValues): ReadonlyMap<string, string> {
  const list = (values.list("membership.dex.envVars") ?? []).flatMap(
    (entry): [unknown, unknown][] => (isMapping(entry) ? [[entry.name, entry.value]] : []),
  );
  const map = Object.entries(values.map("membership.dex.env") ?? {});
  const literals = new Map(
    [...map, ...list].filter((entry): entry is [string, string] =>
      entry.every((part) => typeof part === "string" && !part.includes("$(")),
    ),
  );
  const isOff = /^(0|f|false)$/i.test(literals.get("DEX_EXPAND_ENV") ?? "");
  return isOff ? new Map() : literals;
}

/** Dex's variables whose values are secrets, because of where the document names them. */
function secretVariables(values: ReleaseValues): Set<string> {
  const names = new Set<string>();
  const visit = (key: string, value: unknown): void => {
    if (Array.isArray(value))
      value.forEach((element) => {
        visit(key, element);
      });
    else if (isMapping(value)) {
      for (const [below, child] of Object.entries(value)) visit(below, child);
    } else if (typeof value === "string") {
      if (["secretEnv", "hashFromEnv"].includes(key)) names.add(value);
      const variables = variablesIn(value);
      // A reference by itself is no secret, but what it stands for may be.
      const filled = expandVariables(value, new Map(variables.map((name) => [name, "value"])));
      if (filled === undefined || !isPlainSecret(key, filled)) return;
      for (const name of variables) names.add(name);
    }
  };
  visit("", values.map(overrides));
  return names;
}

function importOtherKey(
  values: ReleaseValues,
  draft: ConfigDraft,
  key: string,
  value: unknown,
): void {
  const from = `${overrides}.${key}`;
  if (key === "ssl") {
    const reason =
      "Dex has no key ssl at the top of its configuration. TLS to the database is database.tlsMode.";
    values.note(from, "unused", reason);
  } else if (key === "issuer") {
    const reason = "The issuer comes from hosts.dex, so that Dex and Membership have the same.";
    values.note(from, "lost", reason);
  } else {
    draft.set(`dex.configOverrides.${key}`, value, from);
  }
}

/** Variables that only carried secrets into the chart's document. */
const wiring = ["MEMBERSHIP_CLIENT_SECRET", "POSTGRES_PASSWORD"];

function importDexEnvironment(values: ReleaseValues, draft: ConfigDraft): void {
  const from = "membership.dex.envVars";
  const secret = secretVariables(values);
  importEnvironment(values, draft, { from, to: "dex.env", without: wiring, secret });
  for (const [index, entry] of (values.list(from) ?? []).entries()) {
    if (!isMapping(entry) || !wiring.some((name) => name === entry.name)) continue;
    const reason = "Dex gets its secrets from dex.membershipClient and database.dex.";
    values.note(`${from}[${index}]`, "obsolete", reason);
  }
  const plain = values.map("membership.dex.env");
  if (plain !== undefined && draft.at("dex.env") === undefined) {
    const env = Object.entries(plain).map(([name, value]) => {
      const isScalar =
        typeof value === "string" || typeof value === "number" || typeof value === "boolean";
      // The loader tells of anything else that it doesn't fit.
      return [name, isScalar ? variableOf(name, String(value), secret) : value];
    });
    draft.set("dex.env", Object.fromEntries(env), "membership.dex.env");
  }
  const sources = (values.list("membership.dex.envFrom") ?? []).flatMap((source) => {
    if (!isMapping(source)) return [];
    const { configMapRef, secretRef: ref, prefix } = source;
    const fields: Mapping = {
      configMap: isMapping(configMapRef) ? configMapRef.name : undefined,
      secret: isMapping(ref) ? ref.name : undefined,
      prefix,
    };
    return [Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))];
  });
  if (sources.length > 0) draft.set("dex.envFrom", sources, "membership.dex.envFrom");
}
