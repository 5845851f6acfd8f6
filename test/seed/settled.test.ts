import assert from "node:assert/strict";
import { applySeed, previewSeed } from "../../seed/apply";
import type { SeedRequest } from "../../seed/request";
import type { SeedResult } from "../../seed/report";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { documented, older } from "./schemas";
import { countStatements } from "./statement-count";
import { example, rowsOf, versionsOf } from "./support";

/** The request that the state makes of a run, for the next one. */
function next(request: SeedRequest, result: SeedResult): SeedRequest {
  const { settled, owned, organizationIds, regionIds, stackIds } = result;
  return {
    ...request,
    previous: { specification: request.specification, owned },
    settled: settled && { ...settled, owned, organizationIds, regionIds, stackIds },
  };
}

/** Statements of a run that sees at a glance that there is nothing to do, below those of any other. */
const glance = 12;

describe("a settled seed", () => {
  let database: TestDatabase;
  let request: SeedRequest;
  let first: SeedResult;
  beforeEach(async () => {
    database = await createDatabase(documented);
    request = { connection: database.connection, specification: example, prune: "owned" };
    first = await applySeed(request);
  });

  it("is seen at a glance, reports the same ids, and stays settled", async () => {
    const versions = await versionsOf(database);
    let again = first;
    const statements = await countStatements(async () => {
      again = await applySeed(next(request, first));
    });
    assert.ok(statements <= glance, `${statements} statements`);
    assert.equal(again.summary, "13 unchanged");
    const { plan: _, summary: __, ...report } = first;
    const { plan: plan, summary: ___, ...repeated } = again;
    assert.deepEqual(repeated, report);
    assert.equal(plan.kinds.users.unchanged, 3);
    assert.deepEqual(await versionsOf(database), versions);
  });

  it("is compared again after any edit by hand, and mended", async () => {
    const expected = await rowsOf(database);
    const edits = [
      "update membership.users set email = 'mallory@example.com' where email like 'bob%'",
      "update membership.users set role = 'ADMIN'",
      "delete from membership.organization_users",
      "update membership.organizations set domain = 'evil.example.com' where name = 'Acme'",
      "update membership.regions set active = not active",
      "update membership.stacks set modules = '{}' where name = 'demo'",
      "update membership.stacks set client_secret = 'stolen'",
    ];
    for (const edit of edits) {
      await database.query(edit);
      const plan = await previewSeed({ ...next(request, first), previous: undefined });
      const result = await applySeed(next(request, first));
      assert.notEqual(result.summary, "13 unchanged", edit);
      assert.ok(
        Object.values(plan.kinds).some(
          (kind) => kind.unchanged === 0 || kind.updates.length + kind.creates.length > 0,
        ),
        edit,
      );
      const mended = await rowsOf(database);
      assert.deepEqual(mended.stacks, expected.stacks, edit);
      assert.deepEqual(mended.regions, expected.regions, edit);
      assert.deepEqual(mended.organization_users, expected.organization_users, edit);
      // An update leaves no fingerprint; the comparison after it does.
      first = await applySeed(next(request, result));
      assert.notEqual(first.settled, undefined, edit);
    }
  });

  it("is compared again when rows that it does not name come, or go", async () => {
    await database.query("insert into membership.users (id, email) values ('x', 'x@example.com')");
    const statements = await countStatements(() => applySeed(next(request, first)));
    assert.ok(statements > glance);
  });

  it("is compared again for another policy, password or column", async () => {
    const again = next(request, first);
    const others: SeedRequest[] = [
      { ...again, prune: "warn" },
      { ...again, specification: { ...example, users: [...example.users].reverse() } },
      { ...again, previous: { specification: {}, owned: first.owned } },
    ];
    for (const other of others) {
      assert.ok((await countStatements(() => applySeed(other))) > glance);
    }
    await database.query("alter table membership.users add column locale text");
    assert.ok((await countStatements(() => applySeed(again))) > glance);
  });

  it("is no state of tables whose triggers may write something else", async () => {
    await database.query(`
      create function membership.shout() returns trigger language plpgsql as
        'begin new.name := upper(new.name); return new; end';
      create trigger shout before insert or update on membership.regions
        for each row execute function membership.shout();
    `);
    assert.equal((await applySeed(request)).settled, undefined);
  });

  it("keeps its warnings on older tables, and has no word of a secret", async () => {
    const old = await createDatabase(older);
    const run = { connection: old.connection, specification: example };
    const result = await applySeed(run);
    const again = await applySeed(next(run, result));
    assert.match(again.summary, /^13 unchanged; .*has no column/);
    assert.doesNotMatch(JSON.stringify(result.settled), /sesame|postgres/);
  });
});
