import assert from "node:assert/strict";
import { DatabaseError } from "pg";
import { statementError } from "../../seed/database-errors";
import { SeedError } from "../../seed/errors";

/** What the server sends for a code; the detail quotes a row, as the server does. */
function fromServer(code: string, more: Partial<DatabaseError> = {}): DatabaseError {
  const error = new DatabaseError("message of the server", 1, "error");
  return Object.assign(error, { code, detail: "Failing row contains (sesame).", ...more });
}

describe("seed database errors", () => {
  const cases: [string, boolean, RegExp][] = [
    ["40001", true, /in favor of another transaction/],
    ["40P01", true, /in favor of another transaction/],
    ["57P01", true, /connection to the database was lost/],
    ["08006", true, /connection to the database was lost/],
    ["23505", true, /same unique value/],
    ["55P03", false, /Timed out waiting for a lock/],
    ["57014", false, /took too long/],
    ["53100", false, /disk is full/],
    ["25006", false, /read-only/],
    ["42501", false, /lacks the right/],
    ["XX000", false, /code XX000.*message of the server/],
  ];
  for (const [code, retriable, expected] of cases) {
    it(`explains ${code}${retriable ? " and tries again" : ""}`, () => {
      const error = statementError(fromServer(code));
      assert.match(error.message, expected);
      assert.equal(error.retriable, retriable);
      assert.doesNotMatch(error.message, /sesame/);
    });
  }

  it("does not repeat a message that quotes a value", () => {
    const error = fromServer("22P02", { message: 'invalid input syntax for type uuid: "sesame"' });
    assert.doesNotMatch(statementError(error).message, /sesame/);
  });

  it("knows a connection that broke without a code", () => {
    const lost = statementError(new Error("Connection terminated unexpectedly"));
    assert.equal(lost.retriable, true);
  });

  it("leaves an error for people as it is", () => {
    const error = new SeedError("plain");
    assert.equal(statementError(error), error);
  });
});
