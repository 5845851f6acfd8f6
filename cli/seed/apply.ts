import { planDocument } from "../../seed/plan-document";
import { kinds } from "../../seed/rows";
import { type CommandContext, printJson } from "../command-context";
import { EXIT } from "../errors";
import { planText } from "./plan-text";
import { applyWith } from "./run";
import { warn } from "./warn";
import { placeDocument, placeText, type SeedOptions, seedTarget } from "./target";

/** Said where a later update would not do what the stack's policy lets one expect. */
const NOT_OWNED =
  "Note: rows that this command creates belong to no stack, so prune: owned never deletes them. It deletes only rows that pulumi up created.\n";

/** Runs `seed apply`. */
export async function apply(context: CommandContext, options: SeedOptions): Promise<number> {
  const { io } = context;
  const target = await seedTarget(context, options);
  if (io.interactive) io.err(`Applying to ${placeText(target)} ...\n`);
  const result = await applyWith(context, target);
  const plan = planDocument(result.plan);
  const orphans =
    target.prune === "owned" && kinds.some((kind) => plan.kinds[kind].create.length > 0);
  if (orphans) io.err(NOT_OWNED);
  if (context.options.json) {
    const { organizationIds: organizations, regionIds: regions, stackIds: stacks } = result;
    const ids = { organizations, regions, stacks };
    printJson(io, { database: placeDocument(target), ...plan, ids });
  } else {
    warn(io, plan.warnings);
    io.out(planText(plan, io.color, true));
  }
  return EXIT.ok;
}
