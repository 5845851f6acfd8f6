import { applySeed, previewSeed } from "./apply";
import { cancelledByEngine } from "./cancellation";
import { SeedError } from "./errors";
import { findDatabaseId } from "./identity";
import { parseInputs, type SeedInputs } from "./inputs";
import { parseOwned } from "./owned";
import type { PreviousSeed } from "./prepare";
import { containsUnknown, type Properties } from "./properties";
import { parseSettled, type SettledRun } from "./settled";
import { describeChanges } from "./summary";

/** Seeds the database of the properties, after an earlier seed if there was one; returns the new state. */
export async function seed(properties: Properties, olds?: Properties): Promise<Properties> {
  return quietly(async () => {
    const result = await applySeed({
      ...known(properties),
      previous: olds && previousOf(olds),
      settled: olds && settledOf(olds),
      signal: cancelledByEngine,
    });
    return {
      ...properties,
      drift: "",
      summary: result.summary,
      organizationIds: result.organizationIds,
      regionIds: result.regionIds,
      stackIds: result.stackIds,
      owned: result.owned,
      // The engine's wire has no undefined.
      settled: result.settled ?? null,
      databaseId: result.databaseId ?? null,
    };
  });
}

/** How the database differs from what was applied, in words; empty where it doesn't. */
export async function findDrift(properties: Properties): Promise<string> {
  return quietly(async () => {
    const plan = await previewSeed({
      ...known(properties),
      settled: settledOf(properties),
      waitForMigrationsSeconds: 0,
    });
    return describeChanges(plan).join(", ");
  });
}

/** Whether the new address leads to the database that was seeded last. */
export async function isSame(olds: Properties, news: Properties): Promise<boolean> {
  if (typeof olds.databaseId !== "string" || olds.schema !== news.schema) return false;
  const parsed = parseInputs(news);
  if (containsUnknown(news.password) || !parsed.ok) return false;
  return (await findDatabaseId(parsed.inputs.connection)) === olds.databaseId;
}

/** An error without its stack, which the engine would print, and without the cause's details. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    const plain = new Error(error.message);
    plain.stack = "";
    throw plain;
  }
}

function known(properties: Properties): SeedInputs {
  const parsed = parseInputs(properties);
  if (!parsed.ok) throw SeedError.fromProblems(parsed.problems);
  return parsed.inputs;
}

function previousOf(olds: Properties): PreviousSeed {
  const parsed = parseInputs(olds);
  // A specification that is refused by now resets nothing; what the seed owns stays its own.
  const specification = parsed.ok ? parsed.inputs.specification : {};
  return { specification, owned: parseOwned(olds.owned) };
}

/** The last run as it was remembered, if it left everything settled. */
function settledOf(olds: Properties): SettledRun | undefined {
  return parseSettled(olds, parseOwned(olds.owned));
}
