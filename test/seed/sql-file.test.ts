import assert from "node:assert/strict";
import { Client } from "pg";
import { seedSql, type SqlFileOptions } from "../../seed/backends/sql-file";
import { clientConfig } from "../../seed/connection";
import { applySeed } from "../../seed/apply";
import type { SeedSpecification } from "../../seed/schema";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { documented, hostile, uuidSpecification, uuidStacks } from "./schemas";
import { example, one, rowsOf, versionsOf } from "./support";

const emptySchema = "create schema membership;";

function counts(created: string, updated: string, unchanged: string): Record<string, string> {
  return { created, updated, unchanged };
}

describe("SQL file", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(documented);
  });

  /** Runs the file in one message, as `psql --command` does, and gives the last table. */
  async function run(
    specification: SeedSpecification,
    options: SqlFileOptions = {},
    target = database,
  ): Promise<unknown[]> {
    const client = new Client(clientConfig(target.connection));
    await client.connect();
    try {
      // With several statements, pg answers with a list of results, which its types don't know.
      const results: unknown = await client.query(seedSql(specification, options));
      assert.ok(Array.isArray(results));
      return results.flatMap((result: { command: string; rows: { kind?: string }[] }) =>
        result.rows.filter(({ kind }) => kind !== undefined),
      );
    } finally {
      await client.end();
    }
  }

  it("tells what it did", async () => {
    assert.deepEqual(await run(example), [
      { kind: "users", ...counts("3", "0", "0") },
      { kind: "organizations", ...counts("2", "0", "0") },
      { kind: "members", ...counts("4", "0", "0") },
      { kind: "regions", ...counts("2", "0", "0") },
      { kind: "stacks", ...counts("2", "0", "0") },
    ]);
    await database.query("update membership.regions set active = false where name = 'eu-1'");
    const again = await run(example);
    assert.deepEqual(again[0], { kind: "users", ...counts("0", "0", "3") });
    assert.deepEqual(again[3], { kind: "regions", ...counts("0", "1", "1") });
  });

  it("is the same text each time, with names and counts for its reader", () => {
    const text = seedSql(example);
    assert.equal(text, seedSql(example));
    assert.match(
      text,
      /^-- Seed of Membership's database: 3 users, 2 organizations, 4 members, 2 regions, 2 stacks/,
    );
    assert.match(text, /^-- 3 users: alice@example\.com, bob@example\.com, Carol@Example\.com$/m);
    assert.match(text, /^-- This file holds client secrets of stacks/m);
    assert.doesNotMatch(seedSql({ users: example.users }), /client secrets/);
  });

  it("brings any character through, and no name out of its place", async () => {
    const awkward =
      "@:/?#[]%&'\"\\ \u{1f600} \u200b \r\n'); drop table membership.users; -- $procedure$ :x";
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
    await run(specification);
    await run(specification);
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
    for (const line of seedSql(specification).split(/\r\n|\r|\n/)) {
      assert.doesNotMatch(line, /^'\); drop/, "no comment is broken by a name");
    }
  });

  it("writes into a schema of any name", async () => {
    const schema = "Member\"ship; 'x";
    await database.query('alter schema membership rename to "Member""ship; \'x"');
    await run(example, { schema });
    await database.query('alter schema "Member""ship; \'x" rename to membership');
    assert.equal((await rowsOf(database)).users?.length, 3);
  });

  it("needs no more than the rights it names", async () => {
    const role = `dba_${database.connection.database}`;
    await database.query(`create role ${role}`);
    try {
      await database.query(`grant usage on schema membership to ${role}`);
      await database.query(
        `grant select, insert, update on all tables in schema membership to ${role}`,
      );
      const client = new Client(clientConfig(database.connection));
      await client.connect();
      try {
        await client.query(`set role ${role}`);
        await client.query(seedSql(example));
      } finally {
        await client.end();
      }
      assert.equal((await rowsOf(database)).stacks?.length, 2);
    } finally {
      await database.query(`drop owned by ${role}`);
      await database.query(`drop role ${role}`);
    }
  });

  it("takes UUIDs as ids and as secrets where the columns do, and names what is none", async () => {
    const target = await createDatabase(uuidStacks);
    const connection = target.connection;
    const [first, second] = uuidSpecification.stacks ?? [];
    assert.ok(first !== undefined && second !== undefined);
    await assert.rejects(
      run({ ...uuidSpecification, stacks: [{ ...first, clientSecret: "sesame" }] }, {}, target),
      (error: unknown) => {
        assert.match(
          String(error),
          /stacks\[0\]\.client_secret: column client_secret of stacks takes/,
        );
        assert.doesNotMatch(String(error), /sesame/);
        return true;
      },
    );
    await assert.rejects(
      run({ ...uuidSpecification, stacks: [{ ...second, id: "main" }] }, {}, target),
      /stacks\[0\]\.id: column id of stacks takes only a UUID/,
    );
    await run(uuidSpecification, {}, target);
    const rows = await rowsOf(target);
    assert.equal(rows.stacks?.length, 2);
    const versions = await versionsOf(target);
    await applySeed({ connection, specification: uuidSpecification });
    assert.deepEqual(await versionsOf(target), versions);
  });

  const secretless = { ...example.stacks[0], clientSecret: undefined };
  const refusals: [string, string, SeedSpecification, RegExp][] = [
    [
      "tables that were never migrated",
      emptySchema,
      example,
      /no table membership\.users, membership\.organizations.*: run Membership's migrations first/,
    ],
    [
      "a column that it does not know and that must have a value",
      hostile,
      example,
      /null value in column "billing_account" of relation "organizations"/,
    ],
    [
      "a stack without a client secret",
      documented,
      { ...example, stacks: [secretless] },
      /null value in column "client_secret"/,
    ],
    [
      "a table of members that isn't there",
      documented
        .replaceAll("organization_users", "links")
        .replaceAll("primary key (organization_id, user_id)", "n serial primary key"),
      example,
      /organizations\[0\]\.members\[0\], organizations\[0\]\.members\[1\]: schema membership has no table for members/,
    ],
    [
      "a role where the database keeps policies",
      documented.replace("role text not null default 'GUEST'", "policy_id integer"),
      example,
      /organizations\[0\]\.members\[0\]\.role: this database keeps a policy/,
    ],
    [
      "two rows of one name",
      `${documented} insert into membership.regions (id, name, base_url, created_at)
        values ('a', 'eu-1', '', now()), ('b', 'eu-1', '', now());`,
      example,
      /regions\[0\]\.id: 2 existing regions are called "eu-1"/,
    ],
    [
      "another id than that of the existing row",
      `${documented} insert into membership.users (id, email) values ('x', 'BOB@example.com');`,
      { ...example, users: example.users.map((user, index) => ({ ...user, id: `u${index}` })) },
      /users\[1\]\.id: "bob@example\.com" exists with the id "x", not "u1"/,
    ],
    [
      "two entries that mean one row",
      `${documented} insert into membership.users (id, email) values ('bob@example.com', 'alice@example.com');`,
      {
        users: [{ email: "alice@example.com" }, { email: "z@example.com", id: "bob@example.com" }],
      },
      /users\[0\] and users\[1\] mean the same row/,
    ],
  ];
  for (const [what, ddl, specification, message] of refusals) {
    it(`refuses ${what}, and writes nothing`, async () => {
      const target = await createDatabase(ddl);
      const before =
        ddl === emptySchema ? {} : await rowsOf(target, ["users", "regions", "stacks"]);
      await assert.rejects(run(specification, {}, target), message);
      if (ddl === emptySchema) return;
      assert.deepEqual(await rowsOf(target, ["users", "regions", "stacks"]), before);
    });
  }

  it("refuses to move a stack, and writes nothing", async () => {
    await run(example);
    const before = await rowsOf(database);
    const stacks = [{ ...example.stacks[0], region: "private" }, example.stacks[1]];
    await assert.rejects(
      run({ ...example, users: [...example.users, { email: "new@x.org" }], stacks }),
      /stacks\[0\]\.region: a stack can't move to another region/,
    );
    assert.deepEqual(await rowsOf(database), before);
  });

  it("refuses a wrong specification before there is a file", () => {
    assert.throws(
      () => seedSql({ organizations: [{ name: "Acme", owner: "nobody@example.com" }] }),
      /organizations\[0\]\.owner: /,
    );
  });
});
