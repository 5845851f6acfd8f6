import { usesPostgres } from "../../facts/deployment";
import { serviceNames, type Service } from "../../facts/services";
import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";
import { tlsOf } from "./database-tls";

const credentials = ["password", "passwordSecret", "url"] as const;

/** Settings of an existing database. */
const existingOnly = [
  ...credentials,
  "userSecret",
  "host",
  "port",
  "tlsMode",
  "tlsCa",
  "iam",
  "migration",
] as const;

/** The mode gets the credentials that it needs, and none that it ignores. */
export const databaseRule: Rule = (context) => {
  if (!context.has("database") || !context.isSound("database", "mode")) return;
  if (context.config.database?.mode === "managed") checkManaged(context);
  else checkExisting(context);
};

/** The setting that decides who makes the databases: components have `managed` instead of a mode. */
const wordsOfMode = ({ isArguments }: RuleContext) =>
  isArguments
    ? { setting: "database.managed", managed: "true", existing: "false" }
    : { setting: "database.mode", managed: "managed", existing: "existing" };

function checkManaged(context: RuleContext): void {
  const { setting, managed, existing } = wordsOfMode(context);
  const noEffect = `has no effect with ${setting} ${managed}, which creates the role and its password. Remove it, or set ${setting} to ${existing}.`;
  if (!context.has("database", "admin")) {
    context.report(
      ["database", "admin", "password"],
      `is missing. With ${setting} ${managed}, the administrator creates databases and roles:\n${context.secretCommand("database", "admin", "password")}`,
    );
  }
  for (const service of serviceNames) {
    for (const key of existingOnly) {
      if (!context.has("database", service, key)) continue;
      context.report(["database", service, key], noEffect);
    }
  }
  if (context.has("database", "iam")) context.report(["database", "iam"], noEffect);
}

function checkExisting(context: RuleContext): void {
  const { setting, managed, existing } = wordsOfMode(context);
  checkDex(context);
  if (context.has("database", "admin")) {
    context.report(
      ["database", "admin"],
      `has no effect with ${setting} ${existing}, which creates no databases. Remove it, or set ${setting} to ${managed}.`,
    );
  }
  if (context.has("database", "takeUp")) {
    context.report(
      ["database", "takeUp"],
      `has no effect with ${setting} ${existing}, which uses the databases as they are. Remove it, or set ${setting} to ${managed}.`,
    );
  }
  for (const service of serviceNames) {
    const deployed = usesPostgres(context.settings, service);
    const given = credentials.filter((key) => context.has("database", service, key));
    if (deployed && usesIam(context, service)) {
      checkIam(context, service, given);
      continue;
    }
    if (given.length === 0 && deployed) {
      context.report(
        ["database", service, "password"],
        `is missing. With ${setting} ${existing}, each service needs password, passwordSecret or url:\n${context.secretCommand("database", service, "password")}`,
      );
    }
    if (given.length > 1) {
      context.report(["database", service], `has ${given.join(" and ")}. Keep one of them.`);
    }
    checkUserSecret(context, ["database", service]);
    checkUserSecret(context, ["database", service, "migration"]);
    if (deployed && service !== "dex") checkMigration(context, service);
  }
}

function usesIam({ config }: RuleContext, service: Service): boolean {
  return service !== "dex" && (config.database?.[service]?.iam ?? config.database?.iam) === true;
}

function checkUserSecret(context: RuleContext, path: Path): void {
  if (!context.has(...path, "userSecret") || context.has(...path, "passwordSecret")) return;
  context.report(
    [...path, "userSecret"],
    "needs a passwordSecret: the pod puts both into the URL. Give passwordSecret, or user instead of userSecret.",
  );
}

/** Another role would log in with the service's password. */
function checkMigration(context: RuleContext, service: Service): void {
  const path = ["database", service, "migration"];
  if (context.has(...path) && context.has("database", service, "url")) {
    context.report(
      path,
      `has no effect with database.${service}.url, which the migration uses too. Give host, user and password instead of the url.`,
    );
    return;
  }
  if (context.has(...path, "password") && context.has(...path, "passwordSecret")) {
    context.report(path, "has both password and passwordSecret. Keep one of them.");
  }
  if (!context.has(...path, "user")) return;
  if (context.has(...path, "password") || context.has(...path, "passwordSecret")) return;
  context.report(
    [...path, "password"],
    `is missing. The role ${context.name(...path, "user")} needs its own password or passwordSecret:\n${context.secretCommand(...path, "password")}`,
  );
}

/** Tokens replace passwords, and need TLS. */
function checkIam(context: RuleContext, service: Service, given: readonly string[]): void {
  const { seed } = context.config;
  for (const key of given) {
    context.report(
      ["database", service, key],
      "has no effect with iam, which uses tokens instead. Remove one of the two.",
    );
  }
  const { tlsMode, at } = tlsOf(context, service);
  if (tlsMode === "disable") {
    context.report(at, "is disable, but AWS accepts IAM tokens only over TLS. Use verify-full.");
  }
  if (service !== "membership" || !context.has("seed") || seed?.via === "wizard") return;
  context.report(
    ["seed", "via"],
    "must be wizard when Membership logs in with IAM, because this machine has no password for the database. Set it to wizard, or run the seed commands with your own login.",
  );
}

/** Dex doesn't support IAM, and migrates with its own login. */
function checkDex(context: RuleContext): void {
  if (context.has("database", "dex", "iam")) {
    context.report(
      ["database", "dex", "iam"],
      "can't be set: Dex doesn't support IAM tokens. Give password or passwordSecret, or another dex.storageType.",
    );
  }
  if (context.has("database", "dex", "migration")) {
    context.report(
      ["database", "dex", "migration"],
      "has no effect: Dex migrates with its own login. Remove it.",
    );
  }
}
