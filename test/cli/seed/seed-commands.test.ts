import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

import { parse, stringify } from "yaml";

import { documented, newer, older, withRoles } from "../../seed/schemas";
import { example, one, rowsOf, versionsOf } from "../../seed/support";
import { createDatabase } from "../../support/postgres";
import { databaseEnv, json, runOn, withFolder } from "./support";

const specification = JSON.stringify(example);

function withSeed(): { readInput: () => Promise<string> } {
  return { readInput: () => Promise.resolve(specification) };
}

describe("seed commands", () => {
  it("plan, apply, and find nothing to do the second time", async () => {
    const database = await createDatabase(documented);
    const plan = await runOn(database, ["seed", "plan", "--file", "-"], withSeed());
    assert.equal(plan.status, 0, plan.err);
    assert.match(plan.out, /^\+ user alice@example\.com$/m);
    assert.match(plan.out, /^Plan: \d+ to create, 0 to update, 0 to delete, 0 unchanged\.$/m);
    assert.deepEqual(await rowsOf(database, ["users"]), { users: [] });

    const apply = await runOn(database, ["seed", "apply", "--file", "-"], withSeed());
    assert.equal(apply.status, 0, apply.err);
    assert.match(apply.out, /^Done: \d+ created/m);
    const versions = await versionsOf(database);

    const again = await runOn(database, ["seed", "apply", "--file", "-", "--json"], withSeed());
    assert.equal(json(again).changes, false);
    assert.deepEqual(await versionsOf(database), versions);
  });

  it("plan --exit-code tells whether there is something to do, and --json how much", async () => {
    const database = await createDatabase(documented);
    const args = ["seed", "plan", "--file", "-", "--exit-code", "--json"];
    const before = await runOn(database, args, withSeed());
    assert.equal(before.status, 1);
    const { database: place, changes, kinds } = json(before);
    assert.deepEqual(place, {
      host: database.connection.host,
      port: database.connection.port,
      database: database.connection.database,
      user: database.connection.user,
      schema: "membership",
    });
    assert.equal(changes, true);
    assert.deepEqual((kinds as { regions: unknown }).regions, {
      create: ["eu-1", "private"],
      update: [],
      delete: [],
      kept: [],
      unchanged: 0,
    });
    assert.doesNotMatch(before.out, /sesame/);
    await runOn(database, ["seed", "apply", "--file", "-"], withSeed());
    assert.equal((await runOn(database, args, withSeed())).status, 0);
  });

  for (const [name, ddl] of Object.entries({ documented, withRoles, older, newer })) {
    it(`import what plan has nothing to do for, from ${name} tables`, async () => {
      const database = await createDatabase(ddl);
      const stacks = example.stacks.map(({ name, organization, region, clientSecret }) => ({
        name,
        organization,
        region,
        clientSecret,
      }));
      const { users, organizations } = example;
      // What the older tables have a place for.
      const simple = {
        users: users.map(({ email }) => ({ email })),
        organizations: organizations.map((entry) => ({ name: entry.name, owner: entry.owner })),
        regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
        stacks: stacks.map((stack) => ({
          ...stack,
          organization: stack.organization === "globex" ? "Globex" : stack.organization,
        })),
      };
      const text = name === "older" ? stringify(simple) : specification;
      const readInput = () => Promise.resolve(text);
      const applied = await runOn(database, ["seed", "apply", "--file", "-"], { readInput });
      assert.equal(applied.status, 0, applied.err);

      const imported = await runOn(database, ["seed", "import"]);
      assert.equal(imported.status, 0, imported.err);
      assert.doesNotMatch(imported.out, /sesame/);
      const plan = await runOn(database, ["seed", "plan", "--file", "-", "--json"], {
        readInput: () => Promise.resolve(imported.out),
      });
      assert.equal(plan.status, 0, plan.err);
      assert.equal(json(plan).changes, false, plan.out);
    });
  }

  it("import to a file for its owner alone, and never over one that is there", async () => {
    const database = await createDatabase(documented);
    await runOn(database, ["create", "user", "alice@example.com"]);
    await withFolder({}, async (cwd) => {
      const args = ["seed", "import", "--output", "seed.yaml"];
      const first = await runOn(database, args, { cwd });
      assert.equal(first.status, 0, first.err);
      const file = path.join(cwd, "seed.yaml");
      assert.equal(statSync(file).mode & 0o777, 0o600);
      const text = readFileSync(file, "utf8");
      const { config } = parse(text) as { config: Record<string, { users: { email: string }[] }> };
      assert.equal(config["formance-control-plane:seed"]?.users[0]?.email, "alice@example.com");
      const second = await runOn(database, args, { cwd });
      assert.equal(second.status, 1);
      assert.match(second.err, /already exists/);
      assert.equal(readFileSync(file, "utf8"), text);
    });
  });

  it("export SQL that ends in the rows of apply", async () => {
    const direct = await createDatabase(documented);
    const byFile = await createDatabase(documented);
    await runOn(direct, ["seed", "apply", "--file", "-"], withSeed());
    const sql = await runOn(byFile, ["seed", "export", "--sql", "--file", "-"], withSeed());
    assert.equal(sql.status, 0, sql.err);
    await byFile.query(sql.out);
    assert.deepEqual(await rowsOf(byFile), await rowsOf(direct));
  });

  it("export the wizard's file, and name what it can't carry", async () => {
    const database = await createDatabase(documented);
    const refused = await runOn(
      database,
      ["seed", "export", "--wizard", "--file", "-"],
      withSeed(),
    );
    assert.equal(refused.status, 1);
    assert.match(refused.err, /organizations\[0\]\.members/);
    const seed =
      "users: [{ email: a@example.com }]\nregions: [{ name: eu, baseUrl: https://e.com }]";
    const written = await runOn(database, ["seed", "export", "--wizard", "--file", "-"], {
      readInput: () => Promise.resolve(seed),
    });
    assert.equal(written.status, 0, written.err);
    assert.match(written.out, /a@example\.com/);
  });

  it("check a database that is ready, and one that is not", async () => {
    const database = await createDatabase(documented);
    const ready = await runOn(database, ["seed", "check", "--json"]);
    assert.equal(ready.status, 0, ready.out);
    const { results } = json(ready) as { results: { id: string; status: string }[] };
    assert.deepEqual(
      results.map(({ id, status }) => `${id} ${status}`),
      [
        "database-connection ok",
        "database-tls warning",
        "database-version ok",
        "database-schema ok",
        "database-rights ok",
        "database-migrated ok",
        "database-members ok",
      ],
    );
    const empty = await createDatabase("");
    const table = await runOn(empty, ["seed", "check"]);
    assert.equal(table.status, 1);
    assert.match(table.out, /FAILED +membership +database-schema/);
    assert.match(table.out, /not done +membership +database-migrated/);
  });

  it("init once, and again without a change", async () => {
    const database = await createDatabase(documented);
    const args = [
      ...["seed", "init", "--admin", "alice@example.com", "--organization", "Acme"],
      ...[
        "--domain",
        "example.com",
        "--region",
        "eu-1",
        "--region-url",
        "https://eu-1.example.com",
      ],
    ];
    const first = await runOn(database, args);
    assert.equal(first.status, 0, first.err);
    assert.match(first.out, /^stack Acme\/main: created, id [a-z]{8}$/m);
    const versions = await versionsOf(database);
    const second = await runOn(database, [...args, "--json"]);
    assert.equal(second.status, 0, second.err);
    assert.equal(json(second).changes, false);
    assert.deepEqual(await versionsOf(database), versions);
  });

  it("create one by one with the ids that a whole seed gives", async () => {
    const database = await createDatabase(documented);
    const commands = [
      ["user", "alice@example.com"],
      ["organization", "Acme", "--owner", "ALICE@example.com", "--domain", "example.com"],
      ["region", "eu-1", "--base-url", "https://eu-1.example.com"],
      ["stack", "demo", "--organization", "Acme", "--region", "eu-1", "--modules", "ledger,auth"],
    ];
    let ids: unknown;
    for (const command of [...commands, ...commands]) {
      const outcome = await runOn(database, ["create", ...command, "--json"]);
      assert.equal(outcome.status, 0, outcome.err);
      ({ ids } = json(outcome));
    }
    const stack = await one(database, "select * from membership.stacks");
    assert.deepEqual((ids as { stacks: unknown }).stacks, { "Acme/demo": stack.id });
    assert.deepEqual(stack.modules, ["ledger", "auth"]);
    assert.match(String(stack.client_secret), /^[\w-]{43}$/);
  });

  it("refuse to change what create finds, and name what it misses", async () => {
    const database = await createDatabase(documented);
    const region = ["create", "region", "eu-1", "--base-url"];
    await runOn(database, [...region, "https://eu-1.example.com"]);
    const versions = await versionsOf(database);
    const other = await runOn(database, [...region, "https://other.example.com"]);
    assert.equal(other.status, 1);
    assert.match(other.err, /region eu-1 \(baseUrl\)/);
    assert.deepEqual(await versionsOf(database), versions);
    const stack = ["create", "stack", "demo", "--organization", "Acme", "--region", "eu-2"];
    const missing = await runOn(database, stack);
    assert.equal(missing.status, 1);
    assert.match(missing.err, /has no region "eu-2"\. Did you mean "eu-1"\?/);
  });

  it("list the users with their organizations", async () => {
    const database = await createDatabase(documented);
    await runOn(database, ["seed", "apply", "--file", "-"], withSeed());
    const { users } = json(await runOn(database, ["users", "list", "--json"])) as {
      users: {
        email: string;
        organizations: { name: string; owner: boolean; policy?: string }[];
      }[];
    };
    assert.deepEqual(
      users.map(({ email, organizations }) => [
        email,
        organizations.map(({ name, owner, policy }) => [name, owner || policy]),
      ]),
      [
        ["Carol@Example.com", [["Acme", "OrganizationGuest"]]],
        ["alice@example.com", [["Acme", true]]],
        [
          "bob@example.com",
          [
            ["Acme", "OrganizationAdmin"],
            ["Globex", true],
          ],
        ],
      ],
    );
    const table = await runOn(database, ["users", "list"], { columns: 120 });
    assert.match(
      table.out,
      /│ bob@example\.com .* Acme \(OrganizationAdmin\) +│\n.*Globex \(owner, OrganizationAdmin\)/,
    );
    for (const command of ["users", "policies", "organizations", "regions", "stacks"]) {
      const narrow = await runOn(database, [command, "list"], { columns: 80 });
      assert.equal(narrow.status, 0, narrow.err);
      for (const line of narrow.out.split("\n")) assert.ok(line.length <= 80, line);
    }
    const narrow = await runOn(database, ["users", "list"], { columns: 80 });
    assert.match(
      narrow.out,
      /E-mail +bob@example\.com\nRole .*\nId .*\nOrganizations +Acme \(OrganizationAdmin\)\n {15}Globex \(owner, OrganizationAdmin\)\n/,
    );
  });

  it("run as the program, with the password on standard input", async () => {
    const database = await createDatabase(documented);
    await withFolder({ "seed.yaml": specification }, async (cwd) => {
      const { PGPASSWORD, ...env } = databaseEnv(database);
      const main = path.join(__dirname, "..", "..", "..", "cli", "main.js");
      const args = [main, "seed", "apply", "--file", "seed.yaml", "--password-file", "-", "--json"];
      const child = promisify(execFile)(process.execPath, args, { cwd, env });
      child.child.stdin?.end(`${PGPASSWORD ?? ""}\n`);
      const { stdout } = await child;
      assert.equal((JSON.parse(stdout) as { changes: boolean }).changes, true);
    });
    assert.equal((await database.query("select 1 from membership.stacks")).length, 2);
  });
});
