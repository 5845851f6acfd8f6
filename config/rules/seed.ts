import { notForWizard, onlyForWizard } from "../../seed/backends/wizard-fields";
import { findProblems } from "../../seed/checks";
import { seedFields } from "../../seed/schema";
import type { Rule, RuleContext } from "./context";

/** Settings that are for a connection to the database. */
const connectionOnly = [
  "schema",
  "waitForMigrationsSeconds",
  "prune",
  "drift",
  "portForward",
] as const;

/** References and duplicates among the rows of the seed, and the needs of its `via`. */
export const seedRule: Rule = (context) => {
  if (!context.has("seed")) return;
  checkVia(context);
  // An invalid row would make every reference to it look wrong as well.
  if (!context.isSound("seed")) return;
  const rows = seedFields.strip().safeParse(context.config.seed);
  if (!rows.success) return;
  for (const { segments, message } of findProblems(rows.data)) {
    context.report(["seed", ...segments], message);
  }
  const lost =
    context.config.seed?.via === "wizard" ? notForWizard(rows.data) : onlyForWizard(rows.data);
  for (const { segments, message } of lost) {
    context.report(["seed", ...segments], message);
  }
};

function checkVia(context: RuleContext): void {
  if (context.config.seed?.via === "wizard") {
    for (const field of connectionOnly) {
      if (!context.has("seed", field)) continue;
      context.report(
        ["seed", field],
        "has no effect while seed.via is wizard, which needs no connection. Remove it, or set via to database.",
      );
    }
    return;
  }
  if (!context.has("seed", "portForward") || !context.isSound("seed", "portForward")) return;
  const given = ["service", "pod"].filter((key) => context.has("seed", "portForward", key));
  if (given.length === 1) return;
  context.report(
    ["seed", "portForward"],
    given.length === 0
      ? "needs the name of a service or of a pod."
      : "has both service and pod. Keep one of them.",
  );
}
