import { isDeepStrictEqual } from "node:util";
import { containsUnknown, programInputs, type Properties } from "./properties";

/*
 * The dynamic provider's methods. Pulumi's state keeps only the few lines that load this module, so
 * what is stored by one release is read by all later ones: shapes of properties may only grow.
 * Every update starts a process for it, so what only a change needs is loaded by a change.
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
export async function check(olds: Properties, news: Properties): Promise<CheckOutcome> {
  const { migration, ...others } = news;
  // Known only once there is a Job, and of no interest to a plan.
  const asked = containsUnknown(migration) ? others : news;
  if (containsUnknown(asked)) {
    return { inputs: { ...news, plan: "known once its inputs are", drift: "" }, failures: [] };
  }
  // What the state holds was checked before it got there.
  if (olds.specification !== undefined && changedInputs(olds, news).length === 0) {
    return { inputs: { ...news, plan: lastPlan(olds), drift: "" }, failures: [] };
  }
  const { checkInputs, planInWords } = await import("./planned-change.js");
  const checked = checkInputs(asked);
  if (!checked.ok) return { inputs: news, failures: checked.failures };
  const same = ["specification", "clientSecrets", "prune"].every((name) =>
    isDeepStrictEqual(olds[name], news[name]),
  );
  const plan = same ? lastPlan(olds) : planInWords(olds, checked.inputs);
  return { inputs: { ...news, plan, drift: "" }, failures: [] };
}

/**
 * Compares what the program gives with what was applied; a refresh's drift is a change too, unless
 * it is to stay. Another address is another database, unless the server there says it is the same.
 */
export async function diff(_id: string, olds: Properties, news: Properties): Promise<DiffOutcome> {
  const moved =
    !containsUnknown([news.connection, news.schema]) &&
    place(olds) !== place(news) &&
    !(await (await database()).isSame(olds, news));
  const drifted = typeof olds.drift === "string" && olds.drift !== "";
  return {
    changes: changedInputs(olds, news).length > 0 || (drifted && news.driftPolicy !== "keep"),
    ...(moved
      ? {
          replaces: [olds.schema === news.schema ? "connection" : "schema"],
          deleteBeforeReplace: false,
        }
      : {}),
  };
}

/** Seeds a database for the first time; rows that are there are adopted. */
export async function create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
  const { seed } = await database();
  return { id: place(inputs), outs: await seed(inputs) };
}

/** Seeds again. */
export async function update(
  _id: string,
  olds: Properties,
  news: Properties,
): Promise<{ outs: Properties }> {
  const { seed } = await database();
  return { outs: await seed(news, olds) };
}

/** Compares the database with what was applied: what differs is the drift, which the next update fixes. */
export async function read(
  id: string,
  props: Properties,
): Promise<{ id: string; props: Properties; inputs: Properties }> {
  const { findDrift } = await database();
  const drift = await findDrift(props);
  const names = [...programInputs, "plan"].filter((name) => name in props);
  const given = Object.fromEntries(names.map((name) => [name, props[name]]));
  return { id, props: { ...props, drift }, inputs: { ...given, drift } };
}

/** Leaves every row where it is: they are the customer's. */
function remove(_id: string, _props: Properties): Promise<void> {
  return Promise.resolve();
}
export { remove as delete };

const database = () => import("./seeded-database.js");

function changedInputs(olds: Properties, news: Properties) {
  return programInputs.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
}

function lastPlan({ plan }: Properties): string {
  return typeof plan === "string" ? plan : "";
}

/** The database and the schema that a seed belongs to. */
function place(properties: Properties): string {
  const connection = new Map(Object.entries(properties.connection ?? {}));
  const part = (name: string): string => encodeURIComponent(String(connection.get(name)));
  return `${part("host")}:${part("port")}/${part("database")}/${encodeURIComponent(String(properties.schema))}`;
}
