import assert from "node:assert/strict";
import fc from "fast-check";
import { textArray } from "../../seed/sql/text-array";
import { createDatabase } from "../support/postgres";

describe("a text[] in binary form", () => {
  it("is read by Postgres as it was", async () => {
    const database = await createDatabase("select 1");
    const roundTrip = async (texts: readonly (string | null)[]): Promise<unknown> => {
      const array = textArray(texts, (text) => text);
      const [row] = await database.query("select $1::text[] as texts", [array]);
      return row?.texts;
    };
    assert.deepEqual(await roundTrip([]), []);
    assert.deepEqual(await roundTrip(["NULL", null, "", "{}", "\u{20000}".repeat(500)]), [
      ...["NULL", null, "", "{}", "\u{20000}".repeat(500)],
    ]);
    const text = fc.string({ unit: "binary" }).filter((value) => !value.includes("\u0000"));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text)), async (texts) => {
        assert.deepEqual(await roundTrip(texts), texts);
      }),
    );
  });
});
