import { parsePostgresUrl, type WrittenUrl } from "../../facts/postgres-url";
import { serviceNames, type Service } from "../../facts/services";
import { SEALED } from "../secret-text";
import type { Rule, RuleContext } from "./context";

/** What a URL says, so the setting beside it has no effect. */
const insteadOf = ["host", "port", "database", "user", "userSecret"] as const;

/** A URL and the settings beside it make one decision. */
export const databaseUrlRule: Rule = (context) => {
  for (const service of serviceNames) {
    if (!context.has("database", service, "url")) continue;
    checkParts(context, service);
    const url = urlOf(context, service);
    if (url === undefined) continue;
    checkTls(context, service, url);
    if (service === "dex") checkDex(context, url);
    if (service === "membership") checkSeed(context, url);
  }
};

/** A service's URL as far as it can be read here: known, and right by itself. */
export function urlOf(context: RuleContext, service: Service): WrittenUrl | undefined {
  const url: unknown = context.config.database?.[service]?.url;
  if (typeof url !== "string" || url === SEALED) return undefined;
  return context.isSound("database", service, "url") ? parsePostgresUrl(url) : undefined;
}

function checkParts(context: RuleContext, service: Service): void {
  for (const key of insteadOf) {
    if (!context.has("database", service, key)) continue;
    context.report(
      ["database", service, key],
      `has no effect with database.${service}.url, which sets it too. Remove one of the two.`,
    );
  }
}

function checkTls(context: RuleContext, service: Service, url: WrittenUrl): void {
  const own = context.config.database?.[service];
  if (own?.tlsMode !== undefined && url.tlsMode !== undefined && own.tlsMode !== url.tlsMode) {
    context.report(
      ["database", service, "tlsMode"],
      `is ${own.tlsMode}, but sslmode in database.${service}.url is ${url.tlsMode}. Remove one of the two.`,
    );
  }
  if (own?.tlsCa !== undefined && url.parameters.sslrootcert !== undefined) {
    context.report(
      ["database", service, "tlsCa"],
      `has no effect with sslrootcert in database.${service}.url. Remove sslrootcert: the pods get the PEM as a file.`,
    );
  }
}

/** Parameters that Dex has fields for. */
const dexParameters = ["sslrootcert", "sslcert", "sslkey", "connect_timeout"];

/** Dex takes the URL's parts as fields, so it has no place for more. */
function checkDex(context: RuleContext, { parameters }: WrittenUrl): void {
  const others = Object.keys(parameters).filter((name) => !dexParameters.includes(name));
  if (others.length === 0) return;
  context.report(
    ["database", "dex", "url"],
    `has ${others.length === 1 ? "the parameter" : "the parameters"} ${others.join(", ")}, which Dex doesn't support. It supports sslmode, ${dexParameters.join(", ")}. Remove the others.`,
  );
}

/** The seed connects from the machine that runs Pulumi, which has no files of the pods. */
function checkSeed(context: RuleContext, { parameters }: WrittenUrl): void {
  if (!context.has("seed") || context.config.seed?.via === "wizard") return;
  const files = ["sslrootcert", "sslcert", "sslkey"].filter((name) => name in parameters);
  if (files.length === 0) return;
  context.report(
    ["database", "membership", "url"],
    `names files in the pods (${files.join(", ")}), which the seed can't read from this machine. Give the authority's PEM as database.membership.tlsCa and log in with a password, or set seed.via to wizard.`,
  );
}
