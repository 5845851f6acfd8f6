import assert from "node:assert/strict";

import { documented, older, withRoles } from "../../seed/schemas";
import { rowsOf, versionsOf } from "../../seed/support";
import { createDatabase, type TestDatabase } from "../../support/postgres";
import { runOn } from "./support";

/** Status and messages of a command. */
async function said(database: TestDatabase, command: string): Promise<[number, string]> {
  const { status, err } = await runOn(database, command.split(" "));
  return [status, err];
}

async function run(database: TestDatabase, ...commands: readonly string[]): Promise<void> {
  for (const command of commands) assert.deepEqual(await said(database, command), [0, ""]);
}

const init =
  "seed init --admin alice@example.com --organization Acme --region eu-1 --region-url https://eu-1.example.com";
const globex = "create organization Globex --owner alice@example.com";
const region = "create region eu-2 --base-url https://eu-2.example.com";

describe("what a command asks for and the database decides", () => {
  it("is refused with 1: a stack in a foreign private region, and a user of another id", async () => {
    const database = await createDatabase(documented);
    await run(database, init, globex, `${region} --organization Globex`);
    const versions = await versionsOf(database);
    assert.deepEqual(await said(database, "create stack s --organization Acme --region eu-2"), [
      1,
      '--region: region "eu-2" is private to organization "Globex": choose a public region or one of organization "Acme"\n',
    ]);
    const [user] = (await rowsOf(database)).users ?? [];
    const other = `"alice@example.com" exists with the id ${JSON.stringify(user?.id)}`;
    for (const place of ["", " --organization Acme"]) {
      const [status, words] = await said(
        database,
        `create user alice@example.com --id other${place}`,
      );
      assert.equal(status, 1);
      assert.ok(words.startsWith("--id: ") && words.includes(other), words);
    }
    assert.deepEqual(await versionsOf(database), versions);
  });

  it("is refused where members have roles: policies, by the argument that they come from", async () => {
    const database = await createDatabase(withRoles);
    await run(database, init);
    const versions = await versionsOf(database);
    const roles = "this release of Membership keeps a role for each member";
    for (const [command, words] of [
      [
        "create policy Auditors --organization Acme --scopes stack:Read",
        `the database has no table for policies: ${roles}. Leave policies out, and give members a role, ADMIN or GUEST\n`,
      ],
      [
        "create user bob@example.com --organization Acme --policy Auditors",
        `--policy: the database has no place for it: ${roles}. Leave it out, or give --role\n`,
      ],
      [
        "create member --user alice@example.com --organization Acme --policy Auditors",
        `--policy: the database has no place for it: ${roles}. Leave it out, or give --role\n`,
      ],
      [
        `${globex} --owner-policy Auditors`,
        `--owner-policy: the database has no place for it: ${roles}. Leave it out\n`,
      ],
    ] as const) {
      assert.deepEqual(await said(database, command), [1, words], command);
    }
    assert.deepEqual(await versionsOf(database), versions);
  });

  it("is told by its argument where older tables have no column for it", async () => {
    const database = await createDatabase(older);
    const [status, words] = await said(database, `${init} --domain example.com`);
    assert.equal(status, 0, words);
    assert.ok(
      words.includes("Warning: organizations has no column domain: --domain is not written.\n"),
      words,
    );
  });
});

describe("scopes of a command", () => {
  it("that are empty are told once", async () => {
    const database = await createDatabase(documented);
    await run(database, init);
    const create = "create policy P --organization Acme --scopes";
    for (const scopes of ["stack:Read,organization:Read,,", ",stack:Read", ",,,"]) {
      assert.deepEqual(await said(database, `${create} ${scopes}`), [
        2,
        "--scopes: must not be empty\n",
      ]);
    }
    const stack = "create stack s --organization Acme --region eu-1 --modules ledger,,";
    assert.deepEqual(await said(database, stack), [2, "--modules: must not be empty\n"]);
  });

  it("that aren't known are told up to the first few", async () => {
    const database = await createDatabase(documented);
    await run(database, init);
    const create = "create policy P --organization Acme --scopes a1,b2,c3,d4,e5";
    const [refused, words] = await said(database, create);
    assert.equal(refused, 1);
    assert.deepEqual(words.split("\n"), [
      ...["a1", "b2", "c3"].map(
        (scope) => `--scopes: "${scope}" is not among the database's scopes.`,
      ),
      "--scopes: 2 more scopes are not among the database's scopes.",
      "",
    ]);
    const [allowed, warnings] = await said(database, `${create} --allow-unknown-scopes`);
    assert.equal(allowed, 0);
    assert.deepEqual(warnings.split("\n"), [
      ...["a1", "b2", "c3"].map(
        (scope) =>
          `Warning: --scopes: "${scope}" is not among the database's scopes and is not written.`,
      ),
      "Warning: 2 more scopes are not among the database's scopes and are not written.",
      "",
    ]);
  });
});

describe("a name that is the id of another row", () => {
  it("of a region or an organization is ambiguous, and the id of the row or its own name is not", async () => {
    const database = await createDatabase(documented);
    await run(database, init);
    await run(
      database,
      "create region r --base-url https://r.example.com --id first",
      "create region r2 --base-url https://r2.example.com --id r",
      `${globex} --id initech`,
      "create organization initech --owner alice@example.com --id first",
    );
    const versions = await versionsOf(database);
    assert.deepEqual(await said(database, "create stack s --organization Globex --region r"), [
      1,
      '--region: "r" is the name of one region (id first) and the id of another ("r2"): give the id of the first, or the name of the other\n',
    ]);
    assert.deepEqual(await said(database, "create stack s --organization initech --region r2"), [
      1,
      '--organization: "initech" is the name of one organization (id first) and the id of another ("Globex"): give the id of the first, or the name of the other\n',
    ]);
    assert.deepEqual(await versionsOf(database), versions);
    await run(
      database,
      "create stack s1 --organization Globex --region r2",
      "create stack s2 --organization first --region first",
    );
    const { stacks = [] } = await rowsOf(database);
    assert.deepEqual(
      stacks
        .filter(({ name }) => name !== "main")
        .map(({ name, region_id: at, organization_id: of }) => [name, at, of])
        .sort(),
      [
        ["s1", "r", "initech"],
        ["s2", "first", "first"],
      ],
    );
  });
});

describe("a domain of several organizations", () => {
  it("is warned of, as nobody knows which one its users join", async () => {
    const database = await createDatabase(documented);
    await run(database, `${init} --domain example.com --default-policy StackGuest`);
    const shared = `${globex} --domain EXAMPLE.com --default-policy StackGuest`;
    assert.deepEqual(await said(database, shared), [
      0,
      "Warning: organizations Acme and Globex have the domain example.com, and which of them its users join isn't documented: give each its own --domain.\n",
    ]);
    await run(
      database,
      shared,
      "create organization Initech --owner alice@example.com --domain initech.example --default-policy StackGuest",
    );
  });
});
