import { findProblems } from "../../seed/checks";
import { seedFields } from "../../seed/schema";
import type { Rule } from "./context";

/** References and duplicates among the rows of the seed. */
export const seedRule: Rule = (context) => {
  // With a row that isn't readable, every reference to it would be called wrong as well.
  if (!context.has("seed") || !context.isSound("seed")) return;
  const rows = seedFields.strip().safeParse(context.config.seed);
  if (!rows.success) return;
  for (const { segments, message } of findProblems(rows.data)) {
    context.report(["seed", ...segments], message);
  }
};
