/** Limits of the transaction: set locally, so a connection pooler is fine. */
export const limitsSql = `
select
  set_config('statement_timeout', $1, true),
  set_config('lock_timeout', $2, true)
`;

/** Seeds of one schema follow each other; the lock goes with the transaction. */
export const lockSql = "select pg_advisory_xact_lock($1::int, $2::int)";
