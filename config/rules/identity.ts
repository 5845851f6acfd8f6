import { isDeployed } from "../../facts/deployment";
import type { Path } from "../path";
import { checkConnectors } from "./connectors";
import type { Rule, RuleContext } from "./context";
import { hasConnectors, hasLocalUsers, overrideOf } from "./dex-result";

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
  // A program may add users by other ways, such as Dex's API.
  if (context.isArguments) return;
  if (!context.isSound("environment")) return;
  if (hasConnectors(context) || hasLocalUsers(context)) return;
  const removed = ["connectors", "staticPasswords"].map((key) => overrideOf(context, key));
  context.report(
    removed.find((override) => override !== undefined)?.path ?? ["dex"],
    "lets no one log in. Add dex.connectors or dex.localUsers, set dex.admin.enabled to true, or use your own provider with oidc.",
  );
}

function checkUsers(context: RuleContext): void {
  const { admin, localUsers = [] } = context.config.dex ?? {};
  const seen = new Map<string, Path>();
  context.distinct(seen, ["dex", "admin", "email"], admin?.email?.toLowerCase());
  for (const [index, user] of localUsers.entries()) {
    const path: Path = ["dex", "localUsers", index, "email"];
    context.distinct(seen, path, user?.email?.toLowerCase());
  }
}
