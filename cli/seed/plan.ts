import { planDocument } from "../../seed/plan-document";
import { type CommandContext, printJson } from "../command-context";
import { EXIT } from "../errors";
import { previewWith } from "./run";
import { planText } from "./plan-text";
import { warn } from "./warn";
import { placeDocument, type SeedOptions, seedTarget } from "./target";

/** The options of `seed plan`. */
export interface PlanOptions extends SeedOptions {
  readonly exitCode: boolean;
}

/** Runs `seed plan`. */
export async function plan(context: CommandContext, options: PlanOptions): Promise<number> {
  const target = await seedTarget(context, options);
  const document = planDocument(await previewWith(target));
  if (context.options.json) {
    printJson(context.io, { database: placeDocument(target), ...document });
  } else {
    warn(context.io, document.warnings);
    context.io.out(planText(document, context.io.color));
  }
  return options.exitCode && document.changes ? EXIT.problems : EXIT.ok;
}
