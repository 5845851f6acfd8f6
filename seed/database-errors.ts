import { DatabaseError } from "pg";
import { errorCode } from "../messages/errors";
import { SeedError } from "./errors";

/**
 * An error of a statement in words for people. The server's details are left out: they quote whole
 * rows, and so client secrets.
 */
export function statementError(error: unknown): SeedError {
  if (error instanceof SeedError) return error;
  const code = errorCode(error);
  if (!(error instanceof DatabaseError) || code === undefined) return connectionLost(error, code);
  const { table, column, constraint } = error;
  const place = table === undefined ? "" : ` of table ${table}`;
  const fail = (message: string, retriable = false): SeedError =>
    new SeedError(`${message} Nothing was changed.`, { retriable, cause: error });
  switch (code) {
    case "40001":
    case "40P01":
      return fail("The database aborted the seed in favor of another transaction.", true);
    case "23505":
      // Another writer made the same row meanwhile: the next attempt adopts it.
      return fail(
        `A row with the same unique value already exists${place} (constraint ${constraint ?? "unknown"}): make the value unique, or name the existing row.`,
        true,
      );
    case "23503":
      return fail(
        `A row can't be changed${place}, because of a reference (constraint ${constraint ?? "unknown"}): another table refers to what would be deleted, or a referenced row is gone.`,
      );
    case "23502":
      return fail(`Column ${column ?? "unknown"}${place} must have a value.`);
    case "23514":
      return fail(`A value violates the check ${constraint ?? "unknown"}${place}.`);
    case "42501":
      return fail(
        `The role lacks the right for this: ${error.message}. As the owner, grant the role this right alone: reading needs select; seeding insert and update too, and prune: owned delete.`,
      );
    case "55P03":
      return fail(
        "Timed out waiting for a lock: another seed or a migration is running. Try again when it is done.",
      );
    case "57014":
      return fail("A statement took too long and was cancelled: is the server overloaded?");
    case "25006":
      return fail("The database is read-only: connect the seed to the primary server.");
    case "53100":
      return fail("The server's disk is full: free some space and run again.");
    case "22001":
      return fail("A value is too long for its column.");
  }
  if (code.startsWith("08") || code.startsWith("57P")) return connectionLost(error, code);
  // Messages of class 22 quote the value.
  const detail = code.startsWith("22") ? "" : `: ${error.message}`;
  return fail(`The database refused a statement (code ${code}${place})${detail}.`);
}

function connectionLost(error: unknown, code: string | undefined): SeedError {
  const message = error instanceof Error ? error.message : "";
  const lost =
    code !== undefined || /connection (terminated|ended|closed)|not queryable/i.test(message);
  return lost
    ? new SeedError(
        `The connection to the database was lost${code === undefined ? "" : ` (${code})`}. Run again: the transaction was either rolled back or complete.`,
        { retriable: true, cause: error },
      )
    : new SeedError(`The seed failed: ${message}`, { cause: error });
}
