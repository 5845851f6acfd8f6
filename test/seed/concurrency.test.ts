import assert from "node:assert/strict";
import { Client } from "pg";
import fc from "fast-check";
import { applySeed } from "../../seed/apply";
import { nothingOwned, type Owned } from "../../seed/plan-types";
import type { SeedSpecification } from "../../seed/schema";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { specifications } from "./arbitraries";
import { documented } from "./schemas";
import { example, rowsOf, versionsOf, waitForBlocked } from "./support";

describe("seeds at the same time", () => {
  it("give one result when eight of them are the same", async () => {
    const { connection, ...database } = await createDatabase(documented);
    const results = await Promise.all(
      Array.from({ length: 8 }, () => applySeed({ connection, specification: example })),
    );
    assert.equal(results.filter(({ summary }) => summary === "13 unchanged").length, 7);
    const reference = await createDatabase(documented);
    await applySeed({ connection: reference.connection, specification: example });
    assert.deepEqual(await rowsOf({ connection, ...database }), await rowsOf(reference));
  });

  it("end as if they had run one after the other when eight of them differ", async () => {
    const variants = Array.from({ length: 8 }, (_, index): SeedSpecification => ({
      users: [...example.users, { email: `user-${index}@example.com` }],
      organizations: example.organizations,
      regions: [...example.regions, { name: `region-${index}`, baseUrl: "https://x.org" }],
      stacks: example.stacks.slice(index % 2),
    }));
    const parallel = await createDatabase(documented);
    const serial = await createDatabase(documented);
    await Promise.all(
      variants.map((specification) =>
        applySeed({ connection: parallel.connection, specification }),
      ),
    );
    for (const specification of variants) {
      await applySeed({ connection: serial.connection, specification });
    }
    assert.deepEqual(await rowsOf(parallel), await rowsOf(serial));
  });

  it("adopts a row that another writer makes between the look and the insert", async () => {
    const { connection, ...database } = await createDatabase(documented);
    const writer = new Client({ ...connection, ssl: false });
    await writer.connect();
    try {
      await writer.query("begin");
      await writer.query(
        "insert into membership.users (id, email) values ('signed-in', 'alice@example.com')",
      );
      // The insert waits for the writer, fails on the address, and the next attempt adopts.
      const running = applySeed({ connection, specification: { users: [example.users[0]] } });
      await waitForBlocked({ connection, ...database });
      await writer.query("commit");
      assert.equal((await running).summary, "1 unchanged");
      assert.deepEqual((await running).owned, nothingOwned);
    } finally {
      await writer.end();
    }
  });

  it("tries again after its connection was cut", async () => {
    const { connection, ...database } = await createDatabase(documented);
    const blocker = new Client({ ...connection, ssl: false });
    await blocker.connect();
    try {
      await blocker.query("begin; lock table membership.stacks in access exclusive mode");
      const running = applySeed({ connection, specification: example });
      await waitForBlocked({ connection, ...database });
      const cut = await database.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'formance-control-plane seed' and datname = current_database()",
      );
      assert.equal(cut.length, 1);
      await blocker.query("rollback");
      assert.match((await running).summary, /^\+3 users .* 0 unchanged$/);
      assert.equal((await running).owned.users.length, 3);
    } finally {
      await blocker.end();
    }
  });
});

describe("any two seeds in a row", () => {
  it("end, under prune: owned, in the second one's rows, and a repetition writes nothing", async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(specifications, specifications, async (first, second) => {
        const both = await createDatabase(documented);
        const only = await createDatabase(documented);
        const run = async (
          { connection }: TestDatabase,
          specification: SeedSpecification,
          previous?: { specification: SeedSpecification; owned: Owned },
        ): Promise<Owned> =>
          (await applySeed({ connection, specification, previous, prune: "owned" })).owned;
        const owned = await run(both, second, {
          specification: first,
          owned: await run(both, first),
        });
        await run(only, second);
        assert.deepEqual(await rowsOf(both), await rowsOf(only));
        const versions = await versionsOf(both);
        await run(both, second, { specification: second, owned });
        assert.deepEqual(await versionsOf(both), versions);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
