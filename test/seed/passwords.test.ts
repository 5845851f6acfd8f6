import assert from "node:assert/strict";
import { escapeIdentifier, escapeLiteral } from "pg";
import { applySeed } from "../../seed/apply";
import { asAdmin, createDatabase } from "../support/postgres";
import { documented } from "./schemas";

const passwords = [
  "@:/?#[]%&'\"\\",
  "100%41 $(id) `id`",
  "\u{1f511} ключ \u{20000}",
  // What SASLprep maps to something else, or to nothing.
  "zero\u200bwidth soft\u00adhyphen no\u00a0break \ufb01",
  "'; drop role postgres; --",
];

describe("a password", () => {
  it("of any characters logs the seed in, under a name of any characters", async () => {
    const { connection } = await createDatabase(documented);
    for (const [index, password] of passwords.entries()) {
      const user = `Seeder ${index} "%@/' ${connection.database}`;
      await asAdmin(
        `create role ${escapeIdentifier(user)} login superuser password ${escapeLiteral(password)}`,
      );
      try {
        const request = { connection: { ...connection, user, password }, specification: {} };
        assert.equal((await applySeed(request)).summary, "0 unchanged", password);
        const wrong = { ...request.connection, password: `${password}.` };
        await assert.rejects(applySeed({ ...request, connection: wrong }), /refused the login/);
      } finally {
        await asAdmin(`drop role ${escapeIdentifier(user)}`);
      }
    }
  });
});
