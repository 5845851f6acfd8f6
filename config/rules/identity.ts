import { isDeployed } from "../../facts/deployment";
import { formatPath, type Path } from "../path";
import { checkConnectors } from "./connectors";
import type { Rule, RuleContext } from "./context";

/** Users log in through Dex, with at least one way to, or at your own provider. */
export const identityRule: Rule = (context) => {
  if (context.has("oidc") && context.has("dex")) {
    context.report(
      ["dex"],
      `has no effect with ${context.name("oidc")}: your own provider replaces Dex. Remove one of the two.`,
    );
    return;
  }
  if (!isDeployed(context.settings, "dex")) return;
  checkSomebodyCanLogIn(context);
  checkUsers(context);
  checkConnectors(context);
};

function checkSomebodyCanLogIn(context: RuleContext): void {
  const { dex = {} } = context.config;
  const { configOverrides = {} } = dex;
  const somebody =
    (dex.admin?.enabled ?? !context.production) ||
    !context.isSound("environment") ||
    context.has("dex", "connectors", 0) ||
    context.has("dex", "localUsers", 0) ||
    ["connectors", "staticPasswords"].some((key) => Object.hasOwn(configOverrides, key));
  if (somebody) return;
  context.report(
    ["dex"],
    "lets nobody log in. Add dex.connectors or dex.localUsers, set dex.admin.enabled to true, or use your own provider with oidc.",
  );
}

function checkUsers(context: RuleContext): void {
  const { admin, localUsers = [] } = context.config.dex ?? {};
  const seen = new Map<string, string>();
  if (admin?.email !== undefined) seen.set(admin.email.toLowerCase(), "dex.admin.email");
  for (const [index, user] of localUsers.entries()) {
    distinct(context, seen, ["dex", "localUsers", index, "email"], user?.email?.toLowerCase());
  }
}

function distinct(
  context: RuleContext,
  seen: Map<string, string>,
  path: Path,
  value: string | undefined,
): void {
  if (value === undefined) return;
  const other = seen.get(value);
  if (other === undefined) seen.set(value, formatPath(path));
  else context.report(path, `is already used at ${other}. Give each a different one.`);
}
