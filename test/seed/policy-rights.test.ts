import assert from "node:assert/strict";
import { applySeed, previewSeed } from "../../seed/apply";
import { sqlFile } from "../../seed/backends/sql-file";
import type { Owned } from "../../seed/plan-types";
import type { SeedRequest } from "../../seed/request";
import type { SeedSpecification } from "../../seed/schema";
import { asAdmin, createDatabase, type TestDatabase } from "../support/postgres";
import { acme } from "./policy-entries";
import { documented, older } from "./schemas";
import { example } from "./support";

async function withoutDelete(ddl = documented) {
  const database = await createDatabase(ddl);
  const role = `keeper_${database.connection.database}`;
  await asAdmin(`create role ${role} login password 'seed-pass'`);
  await database.query(
    `grant usage on schema membership to ${role};
     grant select, insert, update on all tables in schema membership to ${role}`,
  );
  return { ...database, role, as: { ...database.connection, user: role, password: "seed-pass" } };
}

const withScopes = (...scopes: string[]): SeedSpecification =>
  acme({ policies: [{ name: "Readers", scopes }] });

/** What a plan says of the rights that it lacks. */
const missing = (role: string, ...grants: string[]): string =>
  `role ${role} lacks rights to carry this out. As the tables' owner, run: ${grants
    .map((grant) => `${grant} to ${role};`)
    .join(" ")}`;

describe("the rights of a role", () => {
  it("need be no more than those of what a plan compares, and of what a seed changes", async () => {
    const database = await createDatabase(documented);
    const role = `reader_${database.connection.database}`;
    await asAdmin(`create role ${role} login password 'seed-pass'`);
    const as = { ...database.connection, user: role, password: "seed-pass" };
    const request = { connection: as, specification: { users: example.users } };
    await database.query(`grant usage on schema membership to ${role}`);
    await assert.rejects(
      previewSeed(request),
      new RegExp(`run: grant select on membership\\.users to ${role};$`),
    );
    await assert.rejects(
      applySeed(request),
      new RegExp(`run: grant select, insert, update on membership\\.users to ${role};$`),
    );
    await database.query(`grant select on membership.users to ${role}`);
    const writing = "grant insert, update on membership.users";
    assert.deepEqual((await previewSeed(request)).warnings, [missing(role, writing)]);
    assert.match((await sqlFile(request)).text, /alice@example\.com/);
    await assert.rejects(applySeed(request), new RegExp(`run: ${writing} to ${role};$`));
    await database.query(`${writing} to ${role}`);
    await applySeed(request);
    await database.query(`revoke insert, update on membership.users from ${role}`);
    assert.equal((await applySeed(request)).summary, "3 unchanged");
  });
});

describe("a plan", () => {
  it("takes what an earlier release owned, which knew fewer kinds", async () => {
    for (const ddl of [documented, older]) {
      const { connection } = await createDatabase(ddl);
      const owned = { users: ["gone"], organizations: [], deletableStacks: [] } as unknown as Owned;
      const plan = await previewSeed({
        connection,
        specification: { users: example.users },
        previous: { specification: {}, owned },
        prune: "owned",
      });
      assert.equal(plan.kinds.users.creates.length, 3);
    }
  });
});

describe("the right to delete", () => {
  it("is asked for, before anything is written, where a policy loses a scope", async () => {
    const { as, role } = await withoutDelete();
    const first = withScopes("stack:Read", "stack:Write");
    const { owned } = await applySeed({ connection: as, specification: first });
    const request = { connection: as, specification: withScopes("stack:Read") };
    await assert.rejects(
      applySeed(request),
      new RegExp(
        `^SeedError: Role ${role} lacks rights on Membership's tables\\. As their owner, run: grant delete on membership\\.policy_scopes to ${role};$`,
      ),
    );
    const grant = missing(role, "grant delete on membership.policy_scopes");
    assert.deepEqual((await previewSeed(request)).warnings, [grant]);
    // Another role runs the file.
    assert.deepEqual((await sqlFile(request)).plan.warnings, []);
    const gone: SeedRequest = {
      connection: as,
      specification: acme({ policies: [{ name: "Readers" }] }),
      previous: { specification: first, owned },
    };
    assert.deepEqual((await previewSeed(gone)).warnings, [grant]);
    await applySeed({
      connection: as,
      specification: withScopes("stack:Read", "stack:Write", "organization:Read"),
    });
  });

  it("is asked for where rows are deleted, table by table", async () => {
    const { as, role } = await withoutDelete();
    const first: SeedSpecification = { ...example, stacks: [] };
    const { owned } = await applySeed({ connection: as, specification: first });
    const request: SeedRequest = {
      connection: as,
      specification: { users: example.users, organizations: example.organizations },
      previous: { specification: first, owned },
      prune: "owned",
    };
    const grant = missing(role, "grant delete on membership.regions");
    assert.deepEqual((await previewSeed(request)).warnings, [grant]);
    await assert.rejects(
      applySeed(request),
      new RegExp(`run: grant delete on membership\\.regions`),
    );
  });
});

describe("a table that links policies to scopes", () => {
  const seed = (database: TestDatabase) =>
    applySeed({ connection: database.connection, specification: withScopes("stack:Read") });

  const linkWith = (column: string): string =>
    documented
      .replace(
        "primary key (policy_id, scope_id)",
        `${column},\n  primary key (policy_id, scope_id)`,
      )
      .replace(/insert into membership.policy_scopes[^]*$/, "");

  it("gets its times", async () => {
    const database = await createDatabase(linkWith("created_at timestamptz not null"));
    await seed(database);
    const [row] = await database.query("select created_at from membership.policy_scopes");
    assert.ok(row?.created_at instanceof Date);
  });

  it("is refused by name where it needs what is not known", async () => {
    const database = await createDatabase(linkWith("granted_by text not null"));
    await assert.rejects(
      seed(database),
      /^SeedError: column granted_by of table policy_scopes must have a value, and this release doesn't know it/,
    );
  });
});

describe("a scope that is listed twice", () => {
  it("is refused before a database is asked", async () => {
    const { connection } = await createDatabase(documented);
    await assert.rejects(
      previewSeed({
        connection,
        specification: withScopes("stack:Read", "stack:Write", "stack:Read"),
      }),
      /^SeedError: organizations\[0\]\.policies\[0\]\.scopes\[2\]: "stack:Read" is already listed: leave it out$/,
    );
  });
});
