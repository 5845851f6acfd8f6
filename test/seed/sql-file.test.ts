import assert from "node:assert/strict";
import { applySeed } from "../../seed/apply";
import { sqlFile } from "../../seed/backends/sql-file";
import type { SeedRequest } from "../../seed/request";
import type { SeedSpecification } from "../../seed/schema";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { documented, hostile, newer, typed, uuidSpecification, uuidStacks } from "./schemas";
import { example, one, rowsOf, runSql, versionsOf } from "./support";

const changed =
  /aren't those that this file was created for: they have changed, or the file was already run/;

describe("SQL file", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(documented);
  });

  async function fileFor(
    specification: SeedSpecification,
    more: Partial<SeedRequest> = {},
    target = database,
  ): Promise<string> {
    return (await sqlFile({ connection: target.connection, specification, ...more })).text;
  }

  it("begins with what it does, and holds the rows as literals of its statements", async () => {
    const text = await fileFor(example);
    assert.equal(text, await fileFor(example), "the same each time");
    const lines = text.split("\n");
    const name = database.connection.database;
    assert.match(
      lines[0] ?? "",
      new RegExp(`^-- Seed of Membership's database ${name} at .*, schema membership:$`),
    );
    assert.match(
      text,
      /^-- {3}\+3 users \(alice@example\.com, bob@example\.com, Carol@Example\.com\)$/m,
    );
    assert.match(text, /^-- Create 3 users\.\ninsert into "membership"\."users"\n/m);
    assert.match(
      text,
      /^ {2}\{"id":"[0-9a-f-]{36}","role":"SYSTEM","email":"bob@example\.com"\},$/m,
    );
    assert.match(text, /^-- This file contains client secrets of stacks/m);
    assert.doesNotMatch(await fileFor({ users: example.users }), /client secrets/);
    assert.match(text, /^begin;$[^]*^select pg_advisory_xact_lock\(.*^commit;$/ms);
  });

  it("is stopped by its guard when it is run twice", async () => {
    const text = await fileFor(example);
    await runSql(database, text);
    const rows = await rowsOf(database);
    assert.equal(rows.stacks?.length, 2);
    const versions = await versionsOf(database);
    await assert.rejects(runSql(database, text), changed);
    assert.deepEqual(await versionsOf(database), versions);
  });

  it("writes nothing where there is nothing to do, any number of times", async () => {
    await applySeed({ connection: database.connection, specification: example });
    const versions = await versionsOf(database);
    const text = await fileFor(example);
    assert.match(text, /^-- {3}nothing to change$/m);
    assert.doesNotMatch(text, /sesame/);
    await runSql(database, text);
    await runSql(database, text);
    assert.deepEqual(await versionsOf(database), versions);
  });

  const edits: [string, string][] = [
    ["a changed row that it updates", "update membership.regions set base_url = 'https://x.org'"],
    ["a changed row that it leaves", "update membership.users set role = 'SYSTEM'"],
    ["a stack's new secret", "update membership.stacks set client_secret = 'x'"],
    [
      "a row of a name that it creates",
      "insert into membership.users (id, email) values ('x', 'DAVE@example.com')",
    ],
    ["a member that left", "delete from membership.organization_users"],
    ["a new column", "alter table membership.organizations add column note text"],
    [
      "a column that must have a value now",
      "alter table membership.users alter column role set not null, alter column email drop not null",
    ],
  ];
  for (const [what, edit] of edits) {
    it(`is stopped by ${what}, and writes nothing`, async () => {
      await applySeed({ connection: database.connection, specification: example });
      const [region, ...regions] = example.regions;
      const text = await fileFor({
        ...example,
        users: [...example.users, { email: "dave@example.com" }],
        regions: [{ ...region, baseUrl: "https://eu-2.example.com" }, ...regions],
      });
      await database.query(edit);
      const versions = await versionsOf(database);
      await assert.rejects(runSql(database, text), changed);
      assert.deepEqual(await versionsOf(database), versions);
    });
  }

  it("is not stopped by rows that have nothing to do with it", async () => {
    const { connection } = database;
    const { owned } = await applySeed({ connection, specification: example });
    const [acme, globex] = example.organizations;
    // Carol goes; Alice stays, and may come to other organizations.
    const specification = {
      ...example,
      users: example.users.slice(0, 2),
      organizations: [{ ...acme, members: acme.members.slice(0, 1) }, globex],
    };
    const previous = { specification: example, owned };
    const text = await fileFor(specification, { previous, prune: "owned" });
    await database.query(`
      insert into membership.users (id, email) values ('x', 'x@example.com');
      insert into membership.organizations (id, name, owner_id) values ('hand', 'Hand', 'x');
      insert into membership.organization_users (organization_id, user_id, policy_id)
        select 'hand', id, 1 from membership.users where email <> 'Carol@Example.com';
    `);
    await runSql(database, text);
    assert.equal((await rowsOf(database)).users?.length, 3);
  });

  it("deletes what prune: owned would, and is stopped when another row refers to that since", async () => {
    const { connection } = database;
    const { owned } = await applySeed({ connection, specification: example });
    const previous = { specification: example, owned };
    const specification = {
      ...example,
      users: example.users.slice(0, 2),
      organizations: [{ ...example.organizations[0], members: [] }, example.organizations[1]],
    };
    const text = await fileFor(specification, { previous, prune: "owned" });
    assert.match(text, /^-- Delete 1 user\.$/m);
    const carol = await one(database, "select id from membership.users where email ilike 'carol%'");
    await database.query(
      "insert into membership.organizations (id, name, owner_id) values ('hand', 'Hand', $1)",
      [carol.id],
    );
    await assert.rejects(runSql(database, text), changed);
    await database.query("delete from membership.organizations where id = 'hand'");
    await runSql(database, text);
    assert.equal((await rowsOf(database)).users?.length, 2);
  });

  it("brings any character through, and no name out of its place", async () => {
    const awkward =
      "@:/?#[]%&'\"\\ \u{1f600} \u200b \r\n'); drop table membership.users; -- $guard$ $1 :x";
    const specification: SeedSpecification = {
      ...example,
      organizations: [{ name: awkward, owner: "alice@example.com" }],
      regions: [{ name: awkward, baseUrl: "https://eu-1.example.com" }],
      stacks: [
        {
          name: awkward,
          organization: awkward,
          region: awkward,
          clientSecret: awkward,
          modules: [awkward],
        },
      ],
    };
    const text = await fileFor(specification);
    await runSql(database, text);
    const row = await one(
      database,
      `select o.name as organization, r.name as region, s.name as stack, client_secret, modules
       from membership.stacks s
       join membership.organizations o on o.id = s.organization_id
       join membership.regions r on r.id = s.region_id`,
    );
    assert.deepEqual(row, {
      organization: awkward,
      region: awkward,
      stack: awkward,
      client_secret: awkward,
      modules: [awkward],
    });
    for (const line of text.split(/\r\n|\r|\n/)) {
      assert.doesNotMatch(line, /^'\); drop/, "no comment is broken by a name");
    }
  });

  it("fits tables of every kind: their defaults, JSON, UUIDs and enumerations", async () => {
    for (const [ddl, specification] of [
      [newer, example],
      [uuidStacks, uuidSpecification],
      [typed, { users: example.users, regions: [example.regions[0]] }],
    ] as const) {
      const [expected, target] = [await createDatabase(ddl), await createDatabase(ddl)];
      await applySeed({ connection: expected.connection, specification });
      await runSql(target, await fileFor(specification, {}, target));
      const tables = ["users", "regions", "stacks"];
      assert.deepEqual(await rowsOf(target, tables), await rowsOf(expected, tables));
    }
  });

  it("is refused as a run would be, before there is a file", async () => {
    const target = await createDatabase(hostile);
    await assert.rejects(fileFor(example, {}, target), /column billing_account of table organ/);
    await assert.rejects(
      fileFor({ organizations: [{ name: "Acme", owner: "nobody@example.com" }] }),
      /organizations\[0\]\.owner: /,
    );
  });
});
