import assert from "node:assert/strict";
import { applySeed } from "../../seed/apply";
import type { SeedSpecification } from "../../seed/schema";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { documented, hostile, newer, older, typed, withRoles } from "./schemas";
import { example, one, rowsOf, versionsOf } from "./support";

const plainTables = ["users", "organizations", "regions", "stacks"];

/** Specification for a database that wants UUIDs and knows neither ids nor policies of ours. */
const uuids: SeedSpecification = {
  ...example,
  organizations: [
    example.organizations[0],
    { ...example.organizations[1], id: "7D2F0F2A-7B1C-4B5D-9E39-0123456789AB" },
  ],
  stacks: [example.stacks[0], { ...example.stacks[1], organization: "Globex" }],
};

async function nothingIn(database: TestDatabase): Promise<void> {
  const rows = await rowsOf(database, plainTables);
  assert.ok(Object.values(rows).every((list) => list.length === 0));
}

describe("seed on tables of other releases", () => {
  const schemas: [string, string, string, SeedSpecification][] = [
    ["documented", documented, "organization_users", example],
    ["withRoles", withRoles, "organization_users", example],
    ["older", older, "users_organizations", example],
    ["newer", newer, "organization_users", example],
    ["typed", typed, "members", uuids],
  ];
  for (const [name, ddl, members, specification] of schemas) {
    it(`fills ${name} tables, and then writes nothing`, async () => {
      const database = await createDatabase(ddl);
      const { connection } = database;
      await applySeed({ connection, specification });
      const rows = await rowsOf(database, [...plainTables, members]);
      const counts = Object.values(rows).map((list) => list.length);
      assert.deepEqual(counts, [3, 2, 2, 2, 4]);
      const versions = await versionsOf(database, [...plainTables, members]);
      const { summary } = await applySeed({ connection, specification });
      assert.match(summary, /^13 unchanged/);
      assert.deepEqual(await versionsOf(database, [...plainTables, members]), versions);
    });
  }

  it("tells what older tables have no place for", async () => {
    const { connection } = await createDatabase(older);
    const { summary } = await applySeed({ connection, specification: example });
    assert.match(
      summary,
      /; organizations has no column domain: organizations\[0\]\.domain is not written/,
    );
    assert.match(summary, /; stacks has no column modules: stacks\[\d\]\.modules is not written/);
    assert.doesNotMatch(summary, /has no column (active|production)/);
  });

  it("fills new columns from their defaults, and those it knows to be needed", async () => {
    const database = await createDatabase(newer);
    await applySeed({ connection: database.connection, specification: example });
    assert.deepEqual(
      await one(database, "select locale, settings from membership.users where email like 'bob%'"),
      { locale: "en", settings: {} },
    );
    assert.deepEqual(
      await one(
        database,
        "select modules, metadata, reachable from membership.stacks where name = 'demo'",
      ),
      { modules: ["ledger", "payments"], metadata: {}, reachable: false },
    );
  });

  it("refuses an unknown column that must have a value, before it writes", async () => {
    const database = await createDatabase(hostile);
    await assert.rejects(
      applySeed({ connection: database.connection, specification: example }),
      /column billing_account of table organizations must have a value, and this release doesn't know it/,
    );
    await nothingIn(database);
  });

  it("refuses a missing value that the database needs, with the field's path", async () => {
    const database = await createDatabase(documented);
    const { clientSecret: _, ...stack } = example.stacks[0];
    await assert.rejects(
      applySeed({
        connection: database.connection,
        specification: { ...example, stacks: [stack] },
      }),
      /^SeedError: stacks\[0\]\.clientSecret: is needed: column client_secret of table stacks/,
    );
    await nothingIn(database);
  });

  it("refuses values that the types don't take, all at once", async () => {
    const database = await createDatabase(
      `${typed} alter table membership.stacks alter client_secret type uuid using null;`,
    );
    const specification: SeedSpecification = {
      ...uuids,
      users: [
        { email: "alice@example.com", role: "ADMIN", id: "alice" },
        ...example.users.slice(1),
      ],
    };
    await assert.rejects(
      applySeed({ connection: database.connection, specification }),
      (error: Error) => {
        assert.match(error.message, /users\[0\]\.id: column id accepts only a UUID/);
        assert.match(
          error.message,
          /users\[0\]\.role: column role doesn't accept "ADMIN", only USER, SYSTEM/,
        );
        assert.match(
          error.message,
          /stacks\[0\]\.clientSecret: column client_secret accepts only a UUID/,
        );
        assert.doesNotMatch(error.message, /sesame/);
        return true;
      },
    );
    await nothingIn(database);
  });

  it("refuses a column of a type it can't write", async () => {
    const { connection } = await createDatabase(
      documented.replace("active boolean not null default true", "active text not null"),
    );
    await assert.rejects(
      applySeed({ connection, specification: example }),
      /column active of table regions has the type text, where boolean was expected/,
    );
  });

  it("refuses a text that is too long for its column, rather than cut it", async () => {
    const database = await createDatabase(typed);
    const specification = {
      ...uuids,
      users: [...example.users, { email: `${"x".repeat(90)}@y.z` }],
    };
    await assert.rejects(
      applySeed({ connection: database.connection, specification }),
      /too long for its column/,
    );
    await nothingIn(database);
  });

  it("does without a members table, unless members are asked for", async () => {
    const ddl = documented
      .replaceAll("organization_users", "links")
      .replaceAll("primary key (organization_id, user_id)", "number serial primary key");
    const database = await createDatabase(ddl);
    const { connection } = database;
    const members = example.organizations[0].members.length;
    await assert.rejects(applySeed({ connection, specification: example }), (error: Error) => {
      const found = error.message.match(
        /organizations\[0\]\.members\[\d\]: the database has no table/g,
      );
      assert.equal(found?.length, members);
      return true;
    });
    await nothingIn(database);
    const { members: _, ...acme } = example.organizations[0];
    const without = { ...example, organizations: [acme, example.organizations[1]] };
    assert.match((await applySeed({ connection, specification: without })).summary, /\+2 stacks/);
  });

  it("asks for a policy where the database keeps no roles", async () => {
    const { connection } = await createDatabase(
      withRoles.replace("role text not null default 'GUEST'", "policy_id integer"),
    );
    await assert.rejects(
      applySeed({ connection, specification: example }),
      /organizations\[0\]\.members\[0\]\.role: this database keeps a policy for each member/,
    );
    const organizations = [
      {
        ...example.organizations[0],
        ownerPolicy: "4",
        members: [{ user: "bob@example.com", policyId: 4 }],
      },
      { ...example.organizations[1], ownerPolicy: "4" },
    ];
    await applySeed({ connection, specification: { ...example, organizations } });
  });
});
