import { isDeepStrictEqual } from "node:util";
import { applySeed, previewSeed } from "./apply";
import { cancelledByEngine } from "./cancellation";
import { SeedError } from "./errors";
import { findDatabaseId } from "./identity";
import {
  containsUnknown,
  parseInputs,
  programInputs,
  type Properties,
  type SeedInputs,
} from "./inputs";
import { keyOf } from "./kinds";
import { currentOf } from "./load";
import { parseOwned } from "./owned";
import { planSeed } from "./plan";
import type { Owned } from "./plan-types";
import type { PreviousSeed } from "./prepare";
import { resolve } from "./resolve";
import { byKind } from "./rows";
import { parseSettled, type SettledRun } from "./settled";
import { describeChanges, summarize } from "./summary";

/*
 * The dynamic provider's methods. Pulumi's state keeps only the few lines that load this module, so
 * what is stored by one release is read by all later ones: shapes of properties may only grow.
 */

/** Outcome of {@link check}. */
export interface CheckOutcome {
  readonly inputs: Properties;
  readonly failures: { property: string; reason: string }[];
}

/** Outcome of {@link diff}. */
export interface DiffOutcome {
  readonly changes: boolean;
  readonly replaces?: string[];
  readonly deleteBeforeReplace?: boolean;
}

/**
 * Checks the inputs and adds two of its own: `plan`, the last change of the specification in words,
 * which a preview shows; and `drift`, which a refresh fills and each program empties.
 */
export function check(olds: Properties, news: Properties): Promise<CheckOutcome> {
  // Known only once there is a Job, and of no interest to a plan.
  const { migration: _, ...asked } = news;
  if (containsUnknown(asked)) {
    const inputs = { ...news, plan: "known once its inputs are", drift: "" };
    return Promise.resolve({ inputs, failures: [] });
  }
  const plan = typeof olds.plan === "string" ? olds.plan : "";
  const parsed = parseInputs(asked);
  if (!parsed.ok) {
    const failures = parsed.problems.map(({ path, message }) => ({
      // Named in the reason: the engine would print the property's value beside its name.
      property: "",
      reason: path === "" ? message : `${path}: ${message}`,
    }));
    return Promise.resolve({ inputs: news, failures });
  }
  const same = ["specification", "clientSecrets", "prune"].every((name) =>
    isDeepStrictEqual(olds[name], news[name]),
  );
  const inputs = { ...news, plan: same ? plan : planInWords(olds, parsed.inputs), drift: "" };
  return Promise.resolve({ inputs, failures: [] });
}

/**
 * Compares what the program gives with what was applied; a refresh's drift is a change too, unless
 * it is to stay. Another address is another database, unless the server there says it is the same.
 */
export async function diff(_id: string, olds: Properties, news: Properties): Promise<DiffOutcome> {
  const changed = programInputs.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
  const moved =
    !containsUnknown([news.connection, news.schema]) &&
    place(olds) !== place(news) &&
    !(await sameDatabase(olds, news));
  const drifted = typeof olds.drift === "string" && olds.drift !== "";
  return {
    changes: changed.length > 0 || (drifted && news.driftPolicy !== "keep"),
    ...(moved
      ? {
          replaces: [olds.schema === news.schema ? "connection" : "schema"],
          deleteBeforeReplace: false,
        }
      : {}),
  };
}

/** Whether the new address leads to the database that was seeded last. */
async function sameDatabase(olds: Properties, news: Properties): Promise<boolean> {
  if (typeof olds.databaseId !== "string" || olds.schema !== news.schema) return false;
  const parsed = parseInputs(news);
  if (containsUnknown(news.password) || !parsed.ok) return false;
  return (await findDatabaseId(parsed.inputs.connection)) === olds.databaseId;
}

/** Seeds a database for the first time; rows that are there are adopted. */
export async function create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
  return { id: place(inputs), outs: await run(inputs) };
}

/** Seeds again. */
export async function update(
  _id: string,
  olds: Properties,
  news: Properties,
): Promise<{ outs: Properties }> {
  return { outs: await run(news, previousOf(olds), settledOf(olds)) };
}

/** Compares the database with what was applied: what differs is the drift, which the next update fixes. */
export async function read(
  id: string,
  props: Properties,
): Promise<{ id: string; props: Properties; inputs: Properties }> {
  return quietly(async () => {
    const inputs = known(props);
    const plan = await previewSeed({
      ...inputs,
      settled: settledOf(props),
      waitForMigrationsSeconds: 0,
    });
    const drift = describeChanges(plan).join(", ");
    const names = [...programInputs, "plan"].filter((name) => name in props);
    const given = Object.fromEntries(names.map((name) => [name, props[name]]));
    return { id, props: { ...props, drift }, inputs: { ...given, drift } };
  });
}

/** Leaves every row where it is: they are the customer's. */
function remove(_id: string, _props: Properties): Promise<void> {
  return Promise.resolve();
}
export { remove as delete };

async function run(
  properties: Properties,
  previous?: PreviousSeed,
  settled?: SettledRun,
): Promise<Properties> {
  return quietly(async () => {
    const result = await applySeed({
      ...known(properties),
      previous,
      settled,
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

function previousOf(olds: Properties): PreviousSeed | undefined {
  const parsed = parseInputs(olds);
  if (!parsed.ok) return undefined;
  return { specification: parsed.inputs.specification, owned: parseOwned(olds.owned) };
}

/** The last run as it was remembered, if it left everything settled. */
function settledOf(olds: Properties): SettledRun | undefined {
  return parseSettled(olds, parseOwned(olds.owned));
}

/** The database and the schema that a seed belongs to. */
function place(properties: Properties): string {
  const connection = new Map(Object.entries(properties.connection ?? {}));
  const part = (name: string): string => encodeURIComponent(String(connection.get(name)));
  return `${part("host")}:${part("port")}/${part("database")}/${encodeURIComponent(String(properties.schema))}`;
}

/** The change from the last specification to this one, as far as no database is asked. */
function planInWords(olds: Properties, inputs: SeedInputs): string {
  const parsed = parseInputs(olds);
  const previous = resolve(parsed.ok ? parsed.inputs.specification : {});
  const current = currentOf(previous);
  const owned: Owned = {
    ...byKind((kind) => current[kind].map(({ values }) => keyOf(kind, values))),
    deletableStacks: current.stacks
      .filter((_, index) => previous.stacks[index]?.deletable === true)
      .map(({ values }) => keyOf("stacks", values)),
  };
  const desired = resolve(inputs.specification);
  return summarize(planSeed({ current, desired, previous, owned, prune: inputs.prune }));
}
