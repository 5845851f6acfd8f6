import type { Rule, RuleContext } from "./context";

const services = ["membership", "dex", "console", "portal"] as const;
const credentials = ["password", "passwordSecret", "url"] as const;

/** The credentials that the mode needs, and none that it would ignore. */
export const databaseRule: Rule = (context) => {
  const { config } = context;
  const { tlsMode } = config.database ?? {};
  if (tlsMode === "disable" && context.has("database", "tlsCa")) {
    context.report(
      ["database", "tlsCa"],
      "has no use while database.tlsMode is disable. Remove one of the two; verify-full is the safe mode.",
    );
  }
  if (!context.has("database") || !context.isSound("database", "mode")) return;
  if (config.database?.mode === "managed") checkManaged(context);
  else checkExisting(context);
};

function checkManaged(context: RuleContext): void {
  if (!context.has("database", "admin")) {
    context.report(
      ["database", "admin", "password"],
      `is missing. With database.mode managed, the administrator makes databases and roles:\n${context.secretCommand("database", "admin", "password")}`,
    );
  }
  for (const service of services) {
    for (const credential of credentials) {
      if (!context.has("database", service, credential)) continue;
      context.report(
        ["database", service, credential],
        "has no use with database.mode managed, which makes the role and its password. Remove it, or use the mode existing.",
      );
    }
  }
}

function checkExisting(context: RuleContext): void {
  if (context.has("database", "admin")) {
    context.report(
      ["database", "admin"],
      "has no use with database.mode existing, which makes no databases. Remove it, or set database.mode to managed.",
    );
  }
  const { config } = context;
  const deployed = {
    membership: true,
    dex: context.usesDex && (config.dex?.storageType ?? "postgres") === "postgres",
    console: config.console?.enabled ?? true,
    portal: config.portal?.enabled ?? true,
  };
  for (const service of services) {
    const given = credentials.filter((key) => context.has("database", service, key));
    if (given.length === 0 && deployed[service]) {
      context.report(
        ["database", service, "password"],
        `is missing. With database.mode existing, each service needs password, passwordSecret or url:\n${context.secretCommand("database", service, "password")}`,
      );
    }
    if (given.length > 1) {
      context.report(["database", service], `has ${given.join(" and ")}. Keep one of them.`);
    }
  }
}
