import { readFileSync } from "node:fs";
import path from "node:path";
import { messageOf } from "../messages/errors";
import { SandboxError } from "../sandbox/errors";
import { projectRoot } from "../workspace/folders";
import type { Section } from "./measure/section";

/** The file of the ratios that a run may have at most. */
const BUDGET = "bench/budget.json";

/** The highest ratios, by their names. */
export type Budget = ReadonlyMap<string, number>;

/** Reads the budget, before minutes of measuring. */
export function readBudget(file = path.join(projectRoot(), BUDGET)): Budget {
  try {
    const budget = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    return new Map(Object.entries(budget).map(([name, limit]) => [name, numberOf(name, limit)]));
  } catch (error) {
    throw new SandboxError(`${BUDGET} is no list of ratios: ${messageOf(error)}`);
  }
}

function numberOf(name: string, limit: unknown): number {
  if (typeof limit === "number") return limit;
  throw new Error(`"${name}" is ${JSON.stringify(limit)}, and must be a number`);
}

/** @throws {SandboxError} that names what is over the budget, or has none */
export function checkBudget(sections: readonly Section[], budget: Budget): void {
  const overruns = sections
    .flatMap(({ ratios }) => Object.entries(ratios))
    .flatMap(([name, ratio]) => {
      const limit = budget.get(name);
      if (limit === undefined)
        return [`${name}: ${ratio.toFixed(2)}, which ${BUDGET} doesn't limit`];
      return ratio <= limit ? [] : [`${name}: ${ratio.toFixed(2)}, at most ${limit}`];
    });
  if (overruns.length > 0) throw new SandboxError([...overruns, "Over the budget."].join("\n"));
}
