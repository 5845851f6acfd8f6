import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { applySeed } from "../../seed/apply";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { documented } from "./schemas";
import { example, versionsOf } from "./support";

/** Rows that the server has counted as written in the schema, since the database was made. */
async function written(database: TestDatabase): Promise<number> {
  const [row] = await database.query<{ rows: number }>(
    `select sum(n_tup_ins + n_tup_upd + n_tup_del)::integer as rows
     from pg_stat_user_tables
     where schemaname = 'membership'`,
  );
  return row?.rows ?? 0;
}

/** Waits for the server's count, which follows a connection's end. */
async function waitForWritten(database: TestDatabase, rows: number): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    if ((await written(database)) >= rows) return;
    await sleep(25);
  }
  assert.fail(`the server has not counted ${rows} rows`);
}

describe("a repeated seed", () => {
  it("writes no row, by the rows' versions and by the server's own count", async () => {
    const database = await createDatabase(documented);
    const { connection } = database;
    await applySeed({ connection, specification: example });
    await waitForWritten(database, 13);
    const versions = await versionsOf(database);
    for (let run = 0; run < 3; run++) {
      await applySeed({ connection, specification: example });
    }
    // One more row is counted after all that the runs before may have written.
    await database.query("insert into membership.users (id, email) values ('x', 'x@example.com')");
    await waitForWritten(database, 14);
    assert.equal(await written(database), 14);
    await database.query("delete from membership.users where id = 'x'");
    assert.deepEqual(await versionsOf(database), versions);
  });
});
