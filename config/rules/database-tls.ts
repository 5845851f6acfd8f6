import { databaseForPods } from "../../facts/database";
import { serviceNames, type Service } from "../../facts/services";
import { valueAt, type Path } from "../path";
import type { Rule, RuleContext } from "./context";
import { urlOf } from "./database-url";

/** What is wrong with a connection to a database without TLS. */
export const clearDatabase = (context: RuleContext) =>
  `sends passwords and data in plain text. Use verify-full, or set ${context.setting("database", "allowInsecure")} to true if something else, such as a service mesh, encrypts the connection.`;

/** Where TLS is decided, no connection to a database is in clear in production unless it is allowed. */
export const databaseTlsRule: Rule = (context) => {
  checkAuthority(context, ["database"]);
  for (const service of serviceNames) checkAuthority(context, ["database", service]);
  if (!context.production && !context.isArguments) return;
  if (context.config.database?.allowInsecure === true) return;
  for (const path of [["database"], ...serviceNames.map((service) => ["database", service])]) {
    if (valueAt(context.config, [...path, "tlsMode"]) !== "disable") continue;
    context.report([...path, "tlsMode"], clearDatabase(context));
  }
  for (const service of serviceNames) {
    if (urlOf(context, service)?.tlsMode !== "disable") continue;
    context.report(
      ["database", service, "url"],
      `has sslmode=disable, which ${clearDatabase(context)}`,
    );
  }
  checkDexOverrides(context);
};

function checkAuthority(context: RuleContext, path: Path): void {
  if (valueAt(context.config, [...path, "tlsMode"]) !== "disable") return;
  if (!context.has(...path, "tlsCa")) return;
  context.report(
    [...path, "tlsCa"],
    `has no effect while ${[...path, "tlsMode"].join(".")} is disable. Remove one of the two; verify-full is the safe mode.`,
  );
}

/** Modes that Dex's storages understand as no TLS. */
const clear: readonly unknown[] = ["disable", "allow", "prefer", "false", false];

/** The overrides are merged over the storage that the settings make. */
function checkDexOverrides(context: RuleContext): void {
  const path = ["dex", "configOverrides", "storage", "config", "ssl", "mode"];
  if (!clear.includes(valueAt(context.config, path))) return;
  context.report(path, clearDatabase(context));
}

/** The TLS mode of a service's connection without a URL, and where it is decided. */
export function tlsOf(
  context: RuleContext,
  service: Service,
): { readonly tlsMode: string; readonly at: Path } {
  const { database } = context.config;
  const own = database?.[service]?.tlsMode === undefined ? [] : [service];
  const { tlsMode } = databaseForPods({ ...database, host: "" }, service);
  return { tlsMode, at: ["database", ...own, "tlsMode"] };
}
