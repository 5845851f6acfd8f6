import { counted } from "../messages/counted";
import { isDeepStrictEqual } from "node:util";
import type { CatalogColumn, CatalogTable, KindTables } from "./catalog";
import type { SeedProblem } from "./errors";
import type { KindPlan, SeedPlan } from "./plan-types";
import type { Desired } from "./resolve";
import {
  byKind,
  type DesiredRow,
  fieldPath,
  type Given,
  type Kind,
  kinds,
  type Value,
  type Values,
} from "./rows";
import { columnRule, descriptors } from "./kinds";
import type { Column, Shape } from "./kinds/kind";
import type { ReadyTables } from "./readiness";
import { unknownLinkColumns } from "./sql/linked";
import { unwrittenFields } from "./unwritten";
import { isUuid } from "./uuid";
import { gains, linkedColumns } from "./writing-statements";

/** Desired rows as a given database can hold them. */
export interface Fitted {
  readonly desired: Desired;
  /** Reasons why nothing can be written. */
  readonly problems: readonly SeedProblem[];
  /** What the database has no place for. */
  readonly warnings: readonly string[];
  /** Policies of members among it, for those who want none lost. */
  readonly unwritten: readonly SeedProblem[];
}

/** The columns that can stand for another one, by that. */
const saidBy = byKind((kind) => {
  const columns = new Map<string, string[]>();
  for (const { column, role } of descriptors[kind].columns) {
    if (role !== undefined) columns.set(role.column, [...(columns.get(role.column) ?? []), column]);
  }
  return columns;
});

/** Whether another column says the same: what it holds is found out once the rows are read. */
function isSaidElsewhere(
  kind: Kind,
  column: string,
  columns: ReadonlyMap<string, CatalogColumn>,
): boolean {
  return saidBy[kind].get(column)?.some((name) => columns.has(name)) === true;
}

/** Fits desired rows to the columns that exist, and checks types, enumerations and UUIDs. */
export function fit(desired: Desired, { found, reasons }: ReadyTables): Fitted {
  const problems: SeedProblem[] = [];
  const warnings: string[] = [];
  const unwritten: SeedProblem[] = [];
  const fitted = byKind((kind) => {
    if (desired[kind].length === 0) return [];
    const table = found[kind];
    if (table === undefined) {
      // What nobody asked for may be missing.
      const asked = desired[kind].filter(({ implied }) => !implied);
      const what = `the database has no table for ${descriptors[kind].plural}`;
      const reason = reasons[kind] ?? "";
      problems.push(...asked.map(({ path }) => ({ path, message: `${what}: ${reason}` })));
      const implied = desired[kind].length - asked.length;
      if (implied > 0) {
        const { singular, plural } = descriptors[kind];
        const owners = counted(
          implied,
          `owner isn't added as a ${singular}`,
          `owners aren't added as ${plural}`,
        );
        warnings.push(`${what} (${reason}): ${owners}`);
      }
      return [];
    }
    const used = columnsOf(desired[kind]);
    problems.push(...checkTypes(kind, table.name, table.columns, used));
    const missing = new Map<string, DesiredRow[]>();
    const fitInitial = initialFitter(kind, table.columns);
    const rows = desired[kind].map((row) => {
      const given: Record<string, Given> = {};
      const initial = fitInitial(row.initial);
      let same = initial === row.initial;
      for (const [column, value] of Object.entries(row.given)) {
        const target = table.columns.get(column);
        if (target === undefined || target.generated) {
          if (isSaidElsewhere(kind, column, table.columns)) {
            given[column] = value;
            continue;
          }
          same = false;
          const without = missing.get(column);
          if (without === undefined) missing.set(column, [row]);
          else without.push(row);
          continue;
        }
        const outcome = fitValue(row, column, value, target);
        if ("problem" in outcome) problems.push(outcome.problem);
        else {
          given[column] = outcome.value;
          same &&= outcome.value === value;
        }
      }
      const id = fitId(row, table.columns, problems);
      // Most tables hold most rows as they are: no need for a second one.
      return same && id === row.id ? row : { ...row, id, given, initial };
    });
    const lost = unwrittenFields(kind, table, missing);
    warnings.push(...lost.warnings);
    unwritten.push(...lost.policies);
    return rows;
  });
  return { desired: fitted, problems, warnings, unwritten };
}

/** What a new row lacks: columns that must have a value and get none. */
export function findUnfilled(found: KindTables, plan: SeedPlan): SeedProblem[] {
  return kinds.flatMap((kind) => {
    const table = found[kind];
    const rows = plan.kinds[kind].creates;
    if (table === undefined) return [];
    const links = unfilledLinks(table, plan.kinds[kind]);
    if (rows.length === 0) return links;
    const demanding = [...table.columns.values()].filter(
      ({ name, required, hasDefault }) =>
        !hasDefault && (required || mustHavePolicy(kind, found, name)),
    );
    const unfilled = demanding.flatMap(({ name }) => {
      const rule = columnRule(kind, name);
      if (rule?.initial === "now") return [];
      const open = rows.filter(({ values }) => (values[name] ?? null) === null);
      if (open.length === 0) return [];
      const property = rule?.property;
      if (property === undefined) return [unknownColumn(table.name, name)];
      const remedy = rule?.role === undefined ? "" : ": give the policy's number";
      return open.map(({ row }) => ({
        path: fieldPath(row, property),
        message: `is needed: column ${name} of table ${table.name} must have a value${remedy}`,
      }));
    });
    return [...unfilled, ...links];
  });
}

/** What new items of lists lack, in the tables that keep them. */
function unfilledLinks(table: CatalogTable, { creates, updates }: KindPlan): SeedProblem[] {
  return linkedColumns(table).flatMap(([column, linked]) => {
    const isWritten =
      creates.some(({ values }) => gains(null, values[column] ?? null)) ||
      updates.some(({ changes }) =>
        gains(changes[column]?.from ?? null, changes[column]?.to ?? null),
      );
    if (!isWritten) return [];
    return unknownLinkColumns(linked).map((name) => unknownColumn(linked.link.name, name));
  });
}

function unknownColumn(table: string, column: string): SeedProblem {
  const message = `column ${column} of table ${table} must have a value, and this release doesn't know it: update the package, or give the column a default`;
  return { path: "", message };
}

/**
 * Whether a column has a policy that the public API calls required, whatever the table says. Where
 * no table has policies, a role says enough.
 */
function mustHavePolicy(kind: Kind, found: KindTables, column: string): boolean {
  const role = columnRule(kind, column)?.role;
  if (role === undefined) return false;
  return found.policies !== undefined || found[kind]?.columns.has(role.column) !== true;
}

/** Every column that a row gives. */
function columnsOf(rows: readonly DesiredRow[]): Set<string> {
  return new Set(rows.flatMap(({ given }) => Object.keys(given)));
}

function checkTypes(
  kind: Kind,
  table: string,
  columns: ReadonlyMap<string, CatalogColumn>,
  used: ReadonlySet<string>,
): SeedProblem[] {
  const concerns = (rule: Column): boolean =>
    rule.essential === true || rule.initial !== undefined || used.has(rule.column);
  return descriptors[kind].columns.filter(concerns).flatMap((rule) => {
    const column = columns.get(rule.column);
    if (column === undefined || accepts(rule.shape, column)) return [];
    const message = `column ${rule.column} of table ${table} has the type ${column.type}, where ${wanted[rule.shape]} was expected: this release doesn't know that version of Membership`;
    return [{ path: "", message }];
  });
}

const wanted: Record<Shape, string> = {
  text: "text, an enumeration or a uuid",
  boolean: "boolean",
  id: "a whole number, a uuid or text",
  list: "an array of text or jsonb",
  object: "jsonb",
  timestamp: "a timestamp",
};

function accepts(shape: Shape, { category, type }: CatalogColumn): boolean {
  switch (shape) {
    case "text":
      return category === "S" || category === "E" || type === "uuid";
    case "boolean":
      return category === "B";
    case "id":
      return (
        category === "S" || ["smallint", "integer", "bigint", "numeric", "uuid"].includes(type)
      );
    case "list":
      return ["text[]", "character varying[]", "jsonb", "json"].includes(type);
    case "object":
      return ["jsonb", "json"].includes(type);
    case "timestamp":
      return category === "D";
  }
}

function fitValue(
  row: DesiredRow,
  column: string,
  value: Given,
  target: CatalogColumn,
): { readonly value: Given } | { readonly problem: SeedProblem } {
  if (typeof value !== "string") return { value };
  const rule = columnRule(row.kind, column);
  const path = fieldPath(row, rule?.property ?? column);
  if (target.category === "E" && !target.labels.includes(value)) {
    const message = `column ${column} doesn't accept ${JSON.stringify(value)}, only ${target.labels.join(", ")}`;
    return { problem: { path, message } };
  }
  if (target.type !== "uuid") return { value };
  if (isUuid(value)) return { value: value.toLowerCase() };
  // Says nothing of the value: it may be a client secret, and then a generated one.
  const remedy = rule?.secret === true ? ": give one, because generated secrets aren't UUIDs" : "";
  return { problem: { path, message: `column ${column} accepts only a UUID${remedy}` } };
}

function fitId(
  row: DesiredRow,
  columns: ReadonlyMap<string, CatalogColumn>,
  problems: SeedProblem[],
): string | undefined {
  if (row.id === undefined || columns.get("id")?.type !== "uuid") return row.id;
  if (!isUuid(row.id)) {
    problems.push({ path: `${row.path}.id`, message: "column id accepts only a UUID" });
  }
  return row.id.toLowerCase();
}

/** Fits first values to the columns that exist; most rows of a kind have the same ones. */
function initialFitter(
  kind: Kind,
  columns: ReadonlyMap<string, CatalogColumn>,
): (initial: Values) => Values {
  const known = new Map<Values, Values>();
  return (initial) => {
    const before = known.get(initial);
    if (before !== undefined) return before;
    const values = initialOf(kind, columns, initial);
    const fitted = isDeepStrictEqual(values, initial) ? initial : values;
    known.set(initial, fitted);
    return fitted;
  };
}

function initialOf(
  kind: Kind,
  columns: ReadonlyMap<string, CatalogColumn>,
  wanted: Values,
): Values {
  const initial: Record<string, Value> = {};
  for (const rule of descriptors[kind].columns) {
    const value = wanted[rule.column] ?? rule.initial;
    if (value === undefined || value === "now") continue;
    const column = columns.get(rule.column);
    if (column === undefined || column.generated) {
      const isOwn = value !== rule.initial && isSaidElsewhere(kind, rule.column, columns);
      if (isOwn) initial[rule.column] = value;
      continue;
    }
    if (rule.onlyIfRequired === true && (!column.required || column.hasDefault)) continue;
    if (column.category === "E" && !column.labels.includes(String(value))) continue;
    initial[rule.column] = value;
  }
  return initial;
}
