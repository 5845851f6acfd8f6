import assert from "node:assert/strict";
import { Client } from "pg";
import { applySeed, previewSeed } from "../../seed/apply";
import type { SeedRequest } from "../../seed/request";
import type { SeedResult } from "../../seed/report";
import type { SeedSpecification } from "../../seed/schema";
import { hasChanges } from "../../seed/summary";
import { asAdmin, createDatabase, type TestDatabase } from "../support/postgres";
import { documented } from "./schemas";
import { countStatements } from "./statement-count";
import { example, one, rowsOf, versionsOf } from "./support";

describe("seed on a real Postgres", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(documented);
  });

  const seed = (
    specification: SeedSpecification,
    more: Partial<SeedRequest> = {},
  ): Promise<SeedResult> => applySeed({ connection: database.connection, specification, ...more });

  it("fills an empty database", async () => {
    const result = await seed(example);
    const rows = await rowsOf(database);
    assert.equal(rows.users?.length, 3);
    assert.equal(rows.organization_users?.length, 4);
    assert.deepEqual(rows.stacks?.[0], {
      id: result.stackIds["Acme/demo"],
      name: "demo",
      organization_id: result.organizationIds.Acme,
      region_id: result.regionIds["eu-1"],
      version: "v3.2",
      modules: ["ledger", "payments"],
      client_secret: "sesame-acme",
      state: "ACTIVE",
      status: "READY",
      expected_status: "READY",
      stargate_enabled: false,
      ...Object.fromEntries(
        Object.entries(rows.stacks?.[0] ?? {}).filter(([name]) => /state_update|warned/.test(name)),
      ),
    });
    assert.deepEqual(
      await one(
        database,
        "select domain, owner_id from membership.organizations where name = 'Acme'",
      ),
      {
        domain: "example.com",
        owner_id: (await one(database, "select id from membership.users where email like 'alice%'"))
          .id,
      },
    );
    assert.equal(result.stackIds["globex/main"], "main");
  });

  it("writes nothing the second time", async () => {
    const first = await seed(example);
    const versions = await versionsOf(database);
    const second = await seed(example, {
      previous: { specification: example, owned: first.owned },
    });
    assert.equal(second.summary, "13 unchanged");
    assert.deepEqual(second.owned, first.owned);
    assert.deepEqual(await versionsOf(database), versions);
  });

  it("changes only the rows that differ", async () => {
    await seed(example);
    const versions = new Set(await versionsOf(database));
    const [alice, ...others] = example.users;
    const result = await seed({ ...example, users: [{ ...alice, role: "SYSTEM" }, ...others] });
    assert.equal(result.summary, "~1 user (alice@example.com: role), 12 unchanged");
    const after = await versionsOf(database);
    assert.equal(after.filter((version) => !versions.has(version)).length, 1);
    const touched = await one(
      database,
      "select updated_at > created_at as touched from membership.users where email like 'alice%'",
    );
    assert.equal(touched.touched, true);
  });

  it("adopts rows that were made by hand, with their ids, and points references at them", async () => {
    await database.query(`
      insert into membership.users (id, email, role) values ('hand-alice', 'ALICE@example.com', 'SYSTEM');
      insert into membership.organizations (id, name, owner_id) values ('handacme', 'Acme', 'hand-alice');
      insert into membership.regions (id, name, base_url, created_at)
        values ('region-1', 'eu-1', 'https://eu-1.example.com', now());
      insert into membership.stacks
        (id, name, organization_id, region_id, client_secret, state, status, expected_status, created_at, updated_at)
        values ('old', 'demo', 'handacme', 'region-1', 'sesame-acme', 'DISABLED', 'DISABLED', 'DISABLED', now(), now());
    `);
    const result = await seed(example);
    assert.equal(result.organizationIds.Acme, "handacme");
    assert.equal(result.regionIds["eu-1"], "region-1");
    assert.equal(result.stackIds["Acme/demo"], "old");
    assert.deepEqual(
      await one(database, "select email, role from membership.users where id = 'hand-alice'"),
      { email: "ALICE@example.com", role: "SYSTEM" },
    );
    assert.deepEqual(
      await one(database, "select state, version from membership.stacks where id = 'old'"),
      { state: "DISABLED", version: "v3.2" },
    );
    const tables = ["users", "organizations", "regions", "stacks", "organization_users"];
    const counts = Object.values(await rowsOf(database, tables)).map((rows) => rows.length);
    assert.deepEqual(counts, [3, 2, 2, 2, 4]);
    assert.ok(!result.owned.users.includes("hand-alice"), "an adopted row is not owned");
    assert.ok(!result.owned.stacks.includes("handacme/old"));
  });

  it("sees edits by hand as drift, and mends them", async () => {
    const { owned } = await seed(example);
    const expected = await rowsOf(database);
    await database.query(`
      update membership.regions set base_url = 'https://evil.example.com' where name = 'eu-1';
      update membership.organizations set name = 'Renamed' where name = 'Acme';
      delete from membership.stacks where name = 'main';
      delete from membership.organization_users where policy_id = 3;
    `);
    const previous = { specification: example, owned };
    const drift = await previewSeed({
      connection: database.connection,
      specification: example,
      previous,
    });
    assert.equal(hasChanges(drift), true);
    const mended = await seed(example, { previous });
    assert.match(mended.summary, /~1 organization \(Acme: name\)/);
    assert.deepEqual(await rowsOf(database), expected);
    assert.deepEqual(mended.owned, owned);
  });

  it("previews without writing", async () => {
    const plan = await previewSeed({ connection: database.connection, specification: example });
    assert.equal(plan.kinds.users.creates.length, 3);
    assert.equal((await rowsOf(database)).users?.length, 0);
  });

  it("undoes everything when it fails half-way", async () => {
    await database.query(
      "alter table membership.stacks add constraint no_main check (name <> 'main')",
    );
    await assert.rejects(
      seed(example),
      /violates the check no_main of table stacks\. Nothing was changed/,
    );
    const rows = await rowsOf(database, ["users", "organizations", "regions", "stacks"]);
    assert.ok(Object.values(rows).every((list) => list.length === 0));
  });

  it("deletes under prune: owned what it created, and leaves what it adopted", async () => {
    await database.query(
      "insert into membership.users (id, email) values ('x', 'bob@example.com')",
    );
    const specification = {
      ...example,
      stacks: [{ ...example.stacks[0], allowDeletion: true }, example.stacks[1]],
    };
    const first = await seed(specification);
    const result = await seed(
      { users: [example.users[0]] },
      { previous: { specification, owned: first.owned }, prune: "owned" },
    );
    assert.match(result.summary, /-1 stack \(Acme\/demo\)/);
    assert.match(
      result.summary,
      /1 stack kept without an entry \(Globex\/main: a stack is deleted only/,
    );
    const rows = await rowsOf(database);
    assert.deepEqual(
      rows.users?.map(({ email }) => email),
      ["alice@example.com", "bob@example.com"],
    );
    assert.deepEqual(
      rows.organizations?.map(({ id }) => id),
      ["globex"],
    );
    assert.deepEqual(result.owned.stacks, ["globex/main"]);
  });

  it("deletes later what it created, when prune is switched on after the entry was removed", async () => {
    const first = await seed(example);
    const smaller = { users: example.users.slice(0, 2) };
    const kept = await seed(smaller, { previous: { specification: example, owned: first.owned } });
    assert.equal((await rowsOf(database)).users?.length, 3);
    await seed(smaller, {
      previous: { specification: smaller, owned: kept.owned },
      prune: "owned",
    });
    assert.equal((await rowsOf(database)).users?.length, 2);
  });

  it("forgets what somebody deleted, so that a later row of the same key is not its own", async () => {
    const first = await seed(example);
    await database.query(
      "delete from membership.organization_users where user_id in (select id from membership.users where email like 'Carol%'); delete from membership.users where email like 'Carol%'",
    );
    const [acme, globex] = example.organizations;
    const { members: _, ...alone } = acme;
    const smaller = {
      ...example,
      users: example.users.slice(0, 2),
      organizations: [alone, globex],
    };
    const previous = { specification: example, owned: first.owned };
    const next = await seed(smaller, { previous });
    assert.equal(next.owned.users.length, 2);
  });

  it("keeps any text as it is", async () => {
    const awkward = [
      `a'b"c\\d{e}f,g;h%i$1:j/k?l#m[n]&o`,
      "'; drop table membership.users; --",
      "\u{1f600}\u{1f9d1}\u200d\u{1f680} \u{20000}",
      "zero\u200bwidth\ufeff",
      "tab\tand\nline",
      "null",
      "{}",
      '{"a":1}',
    ];
    const specification = {
      users: [{ email: "a'\"\\\u{1f600}@x.org" }],
      organizations: awkward.map((name) => ({ name, owner: "a'\"\\\u{1f600}@x.org" })),
      regions: awkward.map((name) => ({ name, baseUrl: "https://x.org/a'%22" })),
      stacks: awkward.map((name) => ({
        name,
        organization: name,
        region: name,
        modules: awkward,
        clientSecret: name,
        version: name,
      })),
    };
    const previous = { specification, owned: (await seed(specification)).owned };
    const rows = await database.query<{ name: string; modules: string[]; client_secret: string }>(
      "select name, modules, client_secret from membership.stacks",
    );
    assert.deepEqual(rows.map(({ name }) => name).sort(), [...awkward].sort());
    for (const row of rows) {
      assert.equal(row.client_secret, row.name);
      assert.deepEqual(row.modules, awkward);
    }
    assert.match((await seed(specification, { previous })).summary, /^\d+ unchanged$/);
    // The same through updates.
    const other = specification.stacks.map((stack) => ({
      ...stack,
      modules: [...awkward].slice(1),
      version: `${stack.version}'"\\`,
    }));
    await seed({ ...specification, stacks: other }, { previous });
    const updated = await database.query<{ name: string; version: string; modules: string[] }>(
      "select name, version, modules from membership.stacks",
    );
    for (const row of updated) {
      assert.equal(row.version, `${row.name}'"\\`);
      assert.deepEqual(row.modules, awkward.slice(1));
    }
  });

  it("works in a schema and a database of any name", async () => {
    const name = `odd "name' ${database.connection.database}`;
    await asAdmin(`create database "${name.replaceAll('"', '""')}"`);
    const connection = { ...database.connection, database: name };
    const client = new Client({ ...connection, ssl: false });
    await client.connect();
    await client.query(documented.replaceAll("membership", `"Member-""Ship"`));
    const request = { connection, schema: 'Member-"Ship', specification: example };
    await applySeed(request);
    assert.equal((await applySeed(request)).summary, "13 unchanged");
    await client.end();
  });

  it("needs the same number of statements for 10 rows and for 1000", async () => {
    const sized = (size: number): SeedSpecification => ({
      ...example,
      users: [
        ...example.users,
        ...Array.from({ length: size }, (_, index) => ({ email: `user-${index}@example.com` })),
      ],
    });
    const other = await createDatabase(documented);
    const few = await countStatements(() => seed(sized(10)));
    const many = await countStatements(() => seed(sized(1000), other));
    assert.equal(many, few);
    const fewAgain = await countStatements(() => seed(sized(10)));
    assert.equal(await countStatements(() => seed(sized(1000), other)), fewAgain);
    assert.ok(few < 24 && fewAgain < 20, `${few} and ${fewAgain} statements`);
  });
});
