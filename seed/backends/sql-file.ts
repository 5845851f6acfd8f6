import { escapeLiteral } from "pg";
import { printable } from "../../messages/printable";
import type { SeedConnection } from "../connection";
import { type Guard, readGuards } from "../guard";
import { descriptors, noun } from "../kinds";
import type { SeedPlan } from "../plan-types";
import { prepare } from "../prepare";
import { normalize, type SeedRequest } from "../request";
import { kinds } from "../rows";
import { withRetries } from "../session";
import { fingerprintSql } from "../sql/guard";
import { beginReading, limitsSql, lockClass, lockKey } from "../sql/session";
import { statementText } from "../sql/statement";
import { describeChanges } from "../summary";
import { type WritingStatement, writingStatements } from "../writing-statements";

/** A SQL file, and what it does. */
export interface SqlFile {
  readonly text: string;
  readonly plan: SeedPlan;
}

/**
 * The statements that {@link applySeed} would run now, as a file that a database's administrator
 * reads and runs with psql. It writes nothing where the rows that it was made for have changed. It
 * holds the client secrets that it writes in clear.
 *
 * @throws {SeedError} naming everything that keeps the seed from being applied
 */
export async function sqlFile(request: SeedRequest): Promise<SqlFile> {
  const seed = normalize(request);
  return withRetries(seed, "read", async (client, tables) => {
    const { found } = tables;
    await client.query(beginReading);
    await client.query(limitsSql, seed.limits);
    const prepared = await prepare(client, tables, seed);
    const guards = await readGuards(client, seed.schema, found, prepared);
    await client.query("commit");
    const { plan } = prepared;
    const statements = writingStatements(seed.schema, found, plan);
    const [statementLimit, lockLimit] = seed.limits;
    const text = [
      ...heading(seed.connection, seed.schema, plan),
      "",
      "begin;",
      "set local client_encoding = 'UTF8';",
      "set local standard_conforming_strings = on;",
      `set local statement_timeout = ${statementLimit};`,
      `set local lock_timeout = ${lockLimit};`,
      "-- The lock that every seed of this schema takes; it ends with the transaction.",
      `select pg_advisory_xact_lock(${lockClass}, ${lockKey(seed.schema)});`,
      "",
      ...guardLines(seed.schema, guards),
      ...statements.flatMap((statement) => ["", ...statementLines(statement)]),
      "",
      "commit;",
      "",
    ].join("\n");
    return { text, plan };
  });
}

function heading(
  { host, port, database }: SeedConnection,
  schema: string,
  plan: SeedPlan,
): string[] {
  const changes = describeChanges(plan);
  const notes = [
    `Seed of Membership's database ${database} at ${host}:${port}, schema ${schema}:`,
    ...(changes.length === 0 ? ["  nothing to change"] : changes.map((change) => `  ${change}`)),
    ...plan.warnings.map((warning) => `  Note: ${warning}`),
    "",
    '  psql --set ON_ERROR_STOP=1 --file seed.sql "host=... dbname=... user=..."',
    "",
    "It is one transaction: after any error, the database is unchanged. It stops without writing",
    "anything if the rows that it was created for have changed since, so it runs only once.",
    "The role needs select, insert and update on the tables, and delete where rows are deleted.",
    ...(writesSecret(plan)
      ? ["This file contains client secrets of stacks: protect it like a password."]
      : []),
  ];
  return notes.map((note) => `-- ${printable(note)}`.trimEnd());
}

function writesSecret(plan: SeedPlan): boolean {
  return kinds.some((kind) => {
    const secrets = descriptors[kind].columns.filter(({ secret }) => secret === true);
    const { creates, updates } = plan.kinds[kind];
    return secrets.some(
      ({ column }) =>
        creates.some(({ values }) => (values[column] ?? null) !== null) ||
        updates.some(({ changes }) => (changes[column]?.to ?? null) !== null),
    );
  });
}

function guardLines(schema: string, guards: readonly Guard[]): string[] {
  if (guards.length === 0) return [];
  const checks = guards.map((guard) => {
    const query = fingerprintSql(schema, guard, literal(guard.values));
    const message = `The rows of table ${guard.table.name} aren't those that this file was created for: they have changed, or the file was already run. Nothing was written. Export the file again.`;
    return [
      `  if (${query.replaceAll("\n", "\n  ")}) is distinct from '${guard.fingerprint}' then`,
      `    raise exception using message = ${escapeLiteral(message)};`,
      "  end if;",
    ].join("\n");
  });
  const body = checks.join("\n");
  let tag = "guard";
  while (body.includes(`$${tag}$`)) tag += "_";
  return [
    "-- Stops if the rows that this file was created for have changed.",
    `do $${tag}$`,
    "begin",
    body,
    `end`,
    `$${tag}$;`,
  ];
}

function statementLines({ statement, kind, verb }: WritingStatement): string[] {
  return [
    `-- ${verb} ${statement.rows.length} ${noun(kind, statement.rows.length)}.`,
    `${statementText(statement, literal(statement.rows))};`,
  ];
}

/** Rows as a JSON literal, one a line. */
function literal(rows: readonly object[]): string {
  return escapeLiteral(`[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]`);
}
