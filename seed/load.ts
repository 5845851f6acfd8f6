import type { KindTables, Queryable } from "./catalog";
import {
  byKind,
  type ByKind,
  type CurrentRow,
  type DesiredRow,
  isReference,
  type Kind,
  type Value,
  type Values,
} from "./rows";
import type { Owned } from "./plan-types";
import type { Desired } from "./resolve";
import { selectStatement, type Condition } from "./sql/select";
import { ruleOf } from "./tables";

/** Text whose lower case is the same everywhere. */
const ascii = /^[\u{1}-\u{7f}]*$/u;

/** The rows of each table that a plan has to know. */
export type Current = ByKind<readonly CurrentRow[]>;

/** Where the rows are. */
export interface LoadRequest {
  readonly schema: string;
  readonly tables: KindTables;
  readonly desired: Desired;
  readonly owned: Owned;
}

/**
 * Reads the rows that the specification names, those that the seed owns, and those that refer to
 * an owned one: one statement for each table.
 */
export async function loadCurrent(client: Queryable, request: LoadRequest): Promise<Current> {
  const { desired, owned } = request;
  const select = async (kind: Kind, conditions: readonly Condition[]): Promise<CurrentRow[]> => {
    const table = request.tables[kind];
    if (table === undefined || conditions.every(({ values }) => values.length === 0)) return [];
    const { text, values } = selectStatement(request.schema, table, kind, conditions);
    const { rows } = await client.query(text, [...values]);
    return rows.map((row) => toCurrentRow(kind, row as object));
  };
  const emails = desired.users.map(({ entry }) => entry);
  const users = await select("users", [
    { column: "email", values: emails, caseless: true },
    // Where the server folds a letter in another way, the address is found as it is written.
    { column: "email", values: texts(desired.users, "email").filter((text) => !ascii.test(text)) },
    { column: "id", values: [...ids(desired.users), ...owned.users] },
  ]);
  const organizations = await select("organizations", [
    { column: "name", values: texts(desired.organizations, "name") },
    { column: "id", values: [...ids(desired.organizations), ...owned.organizations] },
    { column: "owner_id", values: owned.users },
  ]);
  const organizationIds = organizations.map(({ values }) => String(values.id));
  const regions = await select("regions", [
    { column: "name", values: texts(desired.regions, "name") },
    { column: "id", values: [...ids(desired.regions), ...owned.regions] },
    { column: "organization_id", values: owned.organizations },
    { column: "creator_id", values: owned.users },
  ]);
  return {
    users,
    organizations,
    regions,
    members: await select("members", [
      { column: "organization_id", values: organizationIds },
      { column: "user_id", values: owned.users },
    ]),
    stacks: await select("stacks", [
      { column: "organization_id", values: organizationIds },
      { column: "region_id", values: owned.regions },
    ]),
  };
}

/** The rows that a specification would leave behind: what a plan without a database starts from. */
export function currentOf(desired: Desired): Current {
  return byKind((kind) =>
    desired[kind].map((row) => ({
      kind,
      values: {
        ...row.initial,
        ...Object.fromEntries(
          Object.entries(row.given).map(([column, value]): [string, Value] => [
            column,
            isReference(value) ? (desired[value.kind][value.index]?.id ?? "") : value,
          ]),
        ),
        ...(row.id === undefined ? {} : { id: row.id }),
      },
    })),
  );
}

function toCurrentRow(kind: Kind, row: object): CurrentRow {
  const values = Object.entries(row).map(([column, value]) => [
    column,
    toValue(kind, column, value),
  ]);
  return { kind, values: Object.fromEntries(values) as Values };
}

function toValue(kind: Kind, column: string, value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== "string") return JSON.stringify(value);
  return ruleOf(kind, column)?.shape === "integer" ? Number(value) : value;
}

function ids(rows: readonly DesiredRow[]): string[] {
  return rows.flatMap(({ id }) => id ?? []);
}

function texts(rows: readonly DesiredRow[], column: string): string[] {
  return rows.flatMap((row) => {
    const value = row.given[column];
    return typeof value === "string" ? value : [];
  });
}
