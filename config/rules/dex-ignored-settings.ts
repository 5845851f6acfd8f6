import { connectorDefinitions, isConnectorType } from "../../dex/connectors/types";
import { nanoseconds } from "../../dex/schema/values";
import { dexPorts, oauthClientIds, services } from "../../facts/services";
import { expandConnector } from "../connector-args";
import { isMapping, valueAt, type Path } from "../path";
import { isConnector } from "./connectors";
import type { Rule, RuleContext } from "./context";
import { entriesOf, hasLocalUsers, overrideOf, type Override } from "./dex-result";

/** What Dex's document takes, and Dex then ignores or replaces. */
export const dexIgnoredSettingsRule: Rule = (context) => {
  if (!context.has("dex")) return;
  checkExpiry(context);
  checkWeb(context);
  checkClients(context);
  checkUserIds(context);
  checkPasswordConnector(context);
  checkSessions(context);
  checkAddresses(context);
};

/** Lifetimes of which zero is no lifetime: Dex takes its default, or new keys at every turn. */
const lifetimes = ["idTokens", "authRequests", "deviceRequests", "signingKeys"] as const;

function checkExpiry(context: RuleContext): void {
  const { expiry = {} } = context.config.dex ?? {};
  for (const name of lifetimes) {
    if (!isZero(expiry[name])) continue;
    context.report(
      ["dex", "expiry", name],
      name === "signingKeys"
        ? "is zero, so Dex would keep generating new keys. Give a lifetime, such as 6h."
        : "is zero, which Dex replaces with its default. Give a lifetime, or leave it out.",
    );
  }
  const { disableRotation, reuseInterval, absoluteLifetime, validIfNotUsedFor } =
    expiry.refreshTokens ?? {};
  const path: Path = ["dex", "expiry", "refreshTokens"];
  if (disableRotation === true && reuseInterval !== undefined) {
    context.report(
      [...path, "reuseInterval"],
      "has no effect with disableRotation. Remove one of the two.",
    );
  }
  if (
    absoluteLifetime !== undefined &&
    validIfNotUsedFor !== undefined &&
    !isZero(absoluteLifetime) &&
    nanoseconds(validIfNotUsedFor) > nanoseconds(absoluteLifetime)
  ) {
    context.report(
      [...path, "validIfNotUsedFor"],
      "is longer than absoluteLifetime, so it has no effect. Shorten it, or leave it out.",
    );
  }
  for (const [name, value] of Object.entries({ absoluteLifetime, validIfNotUsedFor })) {
    if (!isZero(value)) continue;
    context.report(
      [...path, name],
      "is zero, which Dex treats as no limit. Leave it out, or give one.",
    );
  }
}

/** Listeners that the control plane sets on Dex's command line, which wins over the file. */
const addresses: readonly (readonly [Path, number])[] = [
  [["web", "http"], services.dex.port],
  [["telemetry", "http"], dexPorts.telemetry],
];

function checkAddresses(context: RuleContext): void {
  const path: Path = ["dex", "configOverrides"];
  const overrides = context.config.dex?.configOverrides;
  for (const [at, port] of addresses) {
    const value = valueAt(overrides, at);
    if (value === undefined || value === `0.0.0.0:${port}`) continue;
    context.report(
      [...path, ...at],
      `has no effect: the pods' command line sets 0.0.0.0:${port}, which the Service and the probes rely on. Remove it.`,
    );
  }
  for (const at of [
    ["web", "https"],
    ["grpc", "addr"],
  ]) {
    const value = valueAt(overrides, at);
    if (typeof value !== "string" || !/^(127\.|localhost:|\[::1\])/.test(value)) continue;
    context.report(
      [...path, ...at],
      `is an address inside the pod, which nothing outside it reaches. Write 0.0.0.0, or use dex.${at[0] === "web" ? "web.https" : "grpc"} instead.`,
    );
  }
}

function isZero(duration: string | undefined): boolean {
  return duration !== undefined && /\d/.test(duration) && !/[1-9]/.test(duration);
}

function checkWeb(context: RuleContext): void {
  const { web = {} } = context.config.dex ?? {};
  if (web.allowedHeaders !== undefined && web.allowedOrigins === undefined) {
    context.report(
      ["dex", "web", "allowedHeaders"],
      "has no effect without allowedOrigins. Add it, or remove this one.",
    );
  }
  if ((web.clientRemoteIp?.trustedProxies ?? []).length > 1) {
    context.report(
      ["dex", "web", "clientRemoteIp", "trustedProxies"],
      "has several ranges, and Dex trusts only a proxy that is in all of them. Give one range that contains every proxy.",
    );
  }
}

function checkClients(context: RuleContext): void {
  const { additionalClients = [], configOverrides = {} } = context.config.dex ?? {};
  const ids = new Set<string>([
    oauthClientIds.membership,
    context.config.dex?.membershipClient?.id ?? oauthClientIds.membership,
    ...additionalClients.flatMap((client) => client?.id ?? []),
  ]);
  // Callers of the API, and overrides, can add others.
  const allKnown = !context.has("dex", "grpc") && !Object.hasOwn(configOverrides, "staticClients");
  for (const [index, client] of additionalClients.entries()) {
    const path: Path = ["dex", "additionalClients", index];
    for (const [at, peer] of (client?.trustedPeers ?? []).entries()) {
      if (!allKnown || peer === undefined || ids.has(peer)) continue;
      context.report(
        [...path, "trustedPeers", at],
        "is not the id of a client, so it grants no trust. Correct it, or remove it.",
      );
    }
  }
}

function checkUserIds(context: RuleContext): void {
  const seen = new Map<string, Path>();
  for (const [index, user] of (context.config.dex?.localUsers ?? []).entries()) {
    const path: Path = ["dex", "localUsers", index, "userId"];
    context.distinct(seen, path, user?.userId, ", so both would be the same user");
  }
}

/** The types of connectors at which Dex checks passwords. */
function takesPasswords(type: string): boolean {
  return isConnectorType(type) && connectorDefinitions[type].takesPasswords === true;
}

function checkPasswordConnector(context: RuleContext): void {
  const override = overrideOf(context, "oauth2", "passwordConnector");
  const { path, value }: Override = override ?? {
    path: ["dex", "passwordConnector"],
    value: context.config.dex?.passwordConnector,
  };
  if (typeof value !== "string") return;
  if (value === "local") {
    if (context.isArguments || hasLocalUsers(context)) return;
    context.report(
      path,
      "is local, and there are no local users. Add dex.localUsers, or remove it.",
    );
    return;
  }
  const known = knownConnectors(context);
  if (known === undefined) return;
  const found = known.find(({ id }) => id === value);
  if (found === undefined) {
    context.report(
      path,
      "is not the id of a connector, so the password grant would fail. Use the id of one in dex.connectors, or local.",
    );
  } else if (typeof found.type === "string" && !takesPasswords(found.type)) {
    context.report(
      path,
      `is a connector of type ${found.type}, where Dex can't check passwords. Use one of type ldap, keystone or atlassian-crowd, or local.`,
    );
  }
}

/** The connectors that Dex has in the end, unless one of them is wrong. */
function knownConnectors(
  context: RuleContext,
): readonly { readonly id?: unknown; readonly type?: unknown }[] | undefined {
  const override = overrideOf(context, "connectors");
  if (override !== undefined) return entriesOf(override.value).filter(isMapping);
  const { connectors = [] } = context.config.dex ?? {};
  const known = connectors.flatMap((written, index) =>
    isConnector(written) && context.isSound("dex", "connectors", index)
      ? [expandConnector(written)]
      : [],
  );
  return known.length < connectors.length ? undefined : known;
}

function checkSessions(context: RuleContext): void {
  const { configOverrides = {}, env } = context.config.dex ?? {};
  if (context.has("dex", "sessions") || context.has("dex", "mfa")) return;
  if (env?.DEX_SESSIONS_ENABLED === "true") return;
  for (const name of ["sessions", "mfa"]) {
    if ((configOverrides[name] ?? null) === null) continue;
    context.report(
      ["dex", "configOverrides", name],
      `needs the variable DEX_SESSIONS_ENABLED, or Dex doesn't start. Use dex.${name} instead, or set dex.env.DEX_SESSIONS_ENABLED to "true".`,
    );
  }
}
