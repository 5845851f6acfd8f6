import { escapeLiteral } from "pg";
import { SeedError } from "../errors";
import { documentedIdStyle, findIdCollisions, type IdStyle, resolve } from "../resolve";
import {
  type DesiredRow,
  isReference,
  type Kind,
  kinds,
  type Reference,
  type Value,
} from "../rows";
import type { SeedSpecification } from "../schema";
import { lockClass, lockKey, lockTimeout, statementTimeout } from "../sql/session";
import { printable } from "../summary";
import { tables } from "../tables";
import { validateSpecification } from "../validate";
import { procedureSql } from "./sql-procedure";
import { refuseWizardFields } from "./wizard-fields";

/** What a SQL file is made for. */
export interface SqlFileOptions {
  /** Schema of Membership's tables. Default: membership. */
  readonly schema?: string | undefined;
}

/** Every kind of database, as far as derived ids go; in the order of the procedure's cases. */
const idStyles: readonly IdStyle[] = [
  documentedIdStyle,
  { organizationUuid: true, stackUuid: false },
  { organizationUuid: false, stackUuid: true },
  { organizationUuid: true, stackUuid: true },
];

/** Names that a comment shows of each kind. */
const namesShown = 5;

/** Rows of one insert statement: more would be hard to read. */
const rowsPerInsert = 500;

/**
 * A SQL file that makes a database hold the specification, for an administrator who reads it and
 * runs it with psql. It ends in the same rows as a direct run, any number of times; it deletes
 * nothing. It holds the client secrets of the specification in clear. Pure.
 *
 * @throws SeedError naming everything that is wrong with the specification.
 */
export function seedSql(specification: SeedSpecification, options: SqlFileOptions = {}): string {
  const validated = validateSpecification(specification);
  if (!validated.ok) throw SeedError.fromProblems(validated.problems);
  refuseWizardFields(validated.specification);
  const { schema = "membership" } = options;
  const cases = idStyles.map((style) => resolve(validated.specification, style));
  for (const rows of cases) {
    const collisions = findIdCollisions(rows);
    if (collisions.length > 0) throw SeedError.fromProblems(collisions);
  }
  const desired = resolve(validated.specification);
  const counts = kinds.map((kind) => `${desired[kind].length} ${kind}`).join(", ");
  return [
    `-- Seed of Membership's database: ${counts}; schema ${printable(schema)}.`,
    "--",
    '--   psql --set ON_ERROR_STOP=1 --file seed.sql "host=… dbname=… user=…"',
    "--",
    "-- One transaction: on any error the database is as before. It can be run again: rows that are",
    "-- there are recognized by id or name, equal rows are not written, nothing is deleted.",
    "-- The role needs select, insert and update on the tables, and the right to make temporary ones.",
    ...(desired.stacks.some(({ given }) => given.client_secret !== undefined)
      ? ["-- This file holds client secrets of stacks: keep it like a password."]
      : []),
    "",
    "begin;",
    "set local client_encoding = 'UTF8';",
    "set local standard_conforming_strings = on;",
    `set local statement_timeout = '${statementTimeout}ms';`,
    `set local lock_timeout = '${lockTimeout}ms';`,
    "-- The lock of every seed of this schema; it goes with the transaction.",
    `select pg_advisory_xact_lock(${lockClass}, ${lockKey(schema)});`,
    "",
    workTables,
    "",
    "-- What is wanted. Names of other rows in the last column become their ids.",
    ...kinds.flatMap((kind) =>
      rowsSql(
        kind,
        desired[kind],
        cases.map((rows) => rows[kind]),
      ),
    ),
    "",
    "-- What is known of Membership's columns.",
    rulesSql(),
    "",
    "analyze pg_temp.seed_row;",
    procedureSql(schema),
    "",
    "-- What was done.",
    "select kind,",
    "  count(*) filter (where not found) as created,",
    "  count(*) filter (where changed) as updated,",
    "  count(*) filter (where found and not changed) as unchanged",
    "from pg_temp.seed_row",
    "group by kind",
    `order by array_position(array[${kinds.map((kind) => `'${kind}'`).join(", ")}], kind);`,
    "",
    "commit;",
    "",
  ].join("\n");
}

const workTables = `create temporary table seed_row (
  kind text not null,
  position integer not null,
  path text not null,
  entry text not null,
  name text not null,
  id text,
  id_given boolean not null,
  ids text[],
  given jsonb not null,
  refs jsonb not null,
  scope text,
  found boolean not null default false,
  changed boolean not null default false,
  primary key (kind, entry)
) on commit drop;
create temporary table seed_rule (
  kind text not null,
  position integer not null,
  name text not null,
  shape text not null,
  essential boolean not null,
  initial text,
  only_if_required boolean not null,
  timed boolean not null,
  touched boolean not null,
  caseless boolean not null
) on commit drop;
create temporary table seed_existing (scope text, id text, name text) on commit drop;`;

function rowsSql(
  kind: Kind,
  rows: readonly DesiredRow[],
  cases: readonly (readonly DesiredRow[])[],
): string[] {
  if (rows.length === 0) return [];
  const names = rows.slice(0, namesShown).map(({ label }) => printable(label));
  const more = rows.length > namesShown ? ` and ${rows.length - namesShown} more` : "";
  const lines = [`-- ${rows.length} ${kind}: ${names.join(", ")}${more}`];
  for (let start = 0; start < rows.length; start += rowsPerInsert) {
    const values = rows.slice(start, start + rowsPerInsert).map((row, index) => {
      const position = start + index;
      return rowValues(row, position, idsOf(cases.map((others) => others[position]?.id)));
    });
    lines.push(
      "insert into pg_temp.seed_row",
      "  (kind, position, path, entry, name, id, id_given, ids, given, refs)",
      `values\n  ${values.join(",\n  ")};`,
    );
  }
  return lines;
}

/** The ids of one row in every case, where they are not the same. */
function idsOf(ids: readonly (string | undefined)[]): string {
  const known = ids.filter((id) => id !== undefined);
  if (new Set(known).size <= 1) return "null";
  return `array[${known.map(escapeLiteral).join(", ")}]`;
}

function rowValues(row: DesiredRow, position: number, ids: string): string {
  const entries = Object.entries(row.given);
  const given = entries.filter((pair): pair is [string, Value] => !isReference(pair[1]));
  const references = entries.filter((pair): pair is [string, Reference] => isReference(pair[1]));
  const targets = references.map(([column, { kind, entry }]) => [column, [kind, entry]]);
  return `(${[
    escapeLiteral(row.kind),
    position,
    escapeLiteral(row.path),
    escapeLiteral(row.entry),
    escapeLiteral(nameOf(row)),
    row.id === undefined ? "null" : escapeLiteral(row.id),
    row.idGiven,
    ids,
    escapeLiteral(JSON.stringify(Object.fromEntries(given))),
    escapeLiteral(JSON.stringify(Object.fromEntries(targets))),
  ].join(", ")})`;
}

/** The natural key by which an existing row is recognized. */
function nameOf(row: DesiredRow): string {
  if (row.kind === "users") return row.entry;
  return typeof row.given.name === "string" ? row.given.name : row.label;
}

function rulesSql(): string {
  const values = kinds.flatMap((kind) =>
    tables[kind].columns.map((rule, position) => {
      const timed = rule.shape === "timestamp" && rule.initial === "now";
      return `(${[
        escapeLiteral(kind),
        position,
        escapeLiteral(rule.column),
        escapeLiteral(rule.shape),
        rule.essential ?? false,
        rule.initial === undefined || timed ? "null" : escapeLiteral(String(rule.initial)),
        rule.onlyIfRequired ?? false,
        timed,
        rule.touched ?? false,
        rule.caseless ?? false,
      ].join(", ")})`;
    }),
  );
  return `insert into pg_temp.seed_rule values\n  ${values.join(",\n  ")};`;
}
