import { createHash } from "node:crypto";

/** Limit of one statement, in milliseconds. */
export const statementTimeout = 120_000;

/** Limit of one wait for a lock, in milliseconds. */
export const lockTimeout = 60_000;

/** First key of the advisory lock; the second is {@link lockKey}. */
export const lockClass = 0x464f4350;

/** Second key of the advisory lock: seeds of one schema share it, whatever back end runs them. */
export function lockKey(schema: string): number {
  return createHash("sha256").update(schema).digest().readInt32BE();
}

/** Limits of the transaction: set locally, so a connection pooler is fine. */
export const limitsSql = `
select
  set_config('statement_timeout', $1, true),
  set_config('lock_timeout', $2, true)
`;

/** A transaction that sees the rows of one moment. */
export const beginReading = "begin isolation level repeatable read read only";

/** Seeds of one schema follow each other; the lock goes with the transaction. */
export const lockSql = "select pg_advisory_xact_lock($1::int, $2::int)";
