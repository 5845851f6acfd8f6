import assert from "node:assert/strict";

import { documented, listedScopes, withRoles } from "../../seed/schemas";
import { rowsOf, versionsOf } from "../../seed/support";
import { createDatabase, type TestDatabase } from "../../support/postgres";
import { json, runOn } from "./support";

/** Runs a command that has to succeed. */
async function run(database: TestDatabase, command: string): Promise<Record<string, unknown>> {
  const outcome = await runOn(database, [...command.split(" "), "--json"]);
  assert.equal(outcome.status, 0, outcome.err);
  return json(outcome);
}

const init =
  "seed init --admin alice@example.com --organization Acme --region eu-1 --region-url https://eu-1.example.com";

describe("commands for access", () => {
  it("seed init gives the administrator the policy of one, and warns of joiners", async () => {
    const database = await createDatabase(documented);
    const { warnings } = await run(database, `${init} --domain example.com`);
    assert.match(
      String(warnings),
      /users of example\.com who join organization Acme get no policy/,
    );
    const { organization_users: members } = await rowsOf(database);
    assert.deepEqual(
      members?.map(({ policy_id: policy }) => policy),
      ["/OrganizationAdmin"],
    );
    const other = await createDatabase(documented);
    const set = await run(other, `${init} --domain example.com --default-policy StackGuest`);
    assert.deepEqual(set.warnings, []);
  });

  it("print the warning beside the answer", async () => {
    const database = await createDatabase(documented);
    const { err } = await runOn(database, `${init} --domain example.com`.split(" "));
    assert.match(err, /^Warning: users of example\.com/);
  });

  it("create a policy, users with a role, and members with a policy, and repeat them", async () => {
    const database = await createDatabase(documented);
    await run(database, init);
    const commands = [
      "create policy Auditors --organization Acme --description Read --scopes organization:Read,stack:Read",
      "create user bob@example.com --organization Acme --role ADMIN",
      "create user eve@example.com --system-role SYSTEM",
      "create member --organization Acme --user EVE@example.com --policy Auditors",
    ];
    for (const command of commands) await run(database, command);
    const versions = await versionsOf(database);
    for (const command of commands) await run(database, command);
    assert.deepEqual(await versionsOf(database), versions);

    const { users } = await run(database, "users list");
    assert.deepEqual(
      (users as { email: string; role: string; organizations: unknown[] }[]).map(
        ({ email, role, organizations }) => [email, role, ...organizations],
      ),
      [
        ["alice@example.com", "USER", { name: "Acme", owner: true, policy: "OrganizationAdmin" }],
        ["bob@example.com", "USER", { name: "Acme", owner: false, policy: "OrganizationAdmin" }],
        ["eve@example.com", "SYSTEM", { name: "Acme", owner: false, policy: "Auditors" }],
      ],
    );
    const { policies } = await run(database, "policies list");
    const list = policies as Record<string, unknown>[];
    assert.deepEqual(list[0], {
      id: 1,
      name: "StackGuest",
      protected: true,
      scopes: ["stack:Read"],
    });
    assert.deepEqual(list.at(-1), {
      id: 5,
      name: "Auditors",
      organization: "Acme",
      protected: false,
      description: "Read",
      scopes: ["organization:Read", "stack:Read"],
    });
    const { organizations } = await run(database, "organizations list");
    const [acme] = organizations as Record<string, unknown>[];
    assert.equal(acme?.owner, "alice@example.com");
    assert.equal(acme.members, 3);
    const { regions } = await run(database, "regions list");
    assert.equal((regions as { baseUrl: string }[])[0]?.baseUrl, "https://eu-1.example.com");
    const { stacks } = await run(database, "stacks list");
    assert.equal((stacks as { name: string }[])[0]?.name, "main");
    const table = await runOn(database, ["policies", "list"]);
    assert.match(table.out, /OrganizationAdmin[^]*and \d+ more/);
  });

  it("refuse another policy for a member, an unknown one, and a role of no organization", async () => {
    const database = await createDatabase(documented);
    await run(database, init);
    await run(database, "create user bob@example.com --organization Acme --role GUEST");
    const versions = await versionsOf(database);
    const refused: [string, number, RegExp][] = [
      [
        "create member --organization Acme --user bob@example.com --role ADMIN",
        1,
        /already exist with other values: member Acme\/bob@example\.com \(policy\)/,
      ],
      [
        "create member --organization Acme --user bob@example.com --policy Nope",
        1,
        /^--policy: there is no policy "Nope"\. Policies: 1 StackGuest/,
      ],
      [
        "create member --organization Acme --user joe@example.com",
        1,
        /^--user: the database has no user "joe@example\.com"/,
      ],
      ["create user joe@example.com --role ADMIN", 2, /name it with --organization/],
    ];
    for (const [command, status, words] of refused) {
      const outcome = await runOn(database, command.split(" "));
      assert.equal(outcome.status, status, command);
      assert.match(outcome.err, words);
    }
    assert.deepEqual(await versionsOf(database), versions);
  });

  it("refuse a scope that is not known, and then create the right one", async () => {
    const create = "create policy Auditors --organization Acme --scopes";
    for (const [ddl, words] of [
      [documented, "is not among the database's scopes"],
      [listedScopes, "is not a documented scope"],
    ] as const) {
      const database = await createDatabase(ddl);
      await run(database, init);
      const versions = await versionsOf(database);
      const slip = await runOn(database, `${create} stack:Reed,organization:Read`.split(" "));
      assert.equal(slip.status, 1);
      assert.equal(slip.err, `--scopes: "stack:Reed" ${words}. Did you mean "stack:Read"?\n`);
      const strange = await runOn(database, `${create} foo --json`.split(" "));
      assert.equal(strange.status, 1);
      assert.equal(json(strange).error, `--scopes: "foo" ${words}.`);
      assert.deepEqual(await versionsOf(database), versions);
      const { warnings } = await run(database, `${create} stack:Read,organization:Read`);
      assert.deepEqual(warnings, []);
      const allowed = await runOn(
        database,
        `create policy Others --organization Acme --scopes stack:Read,foo --allow-unknown-scopes`.split(
          " ",
        ),
      );
      assert.equal(allowed.status, 0, allowed.err);
      assert.match(allowed.err, /^Warning: --scopes: "foo" is not /);
    }
  });

  it("name the commands that change what exists", async () => {
    const database = await createDatabase(documented);
    await run(database, init);
    const create = "create policy Auditors --organization Acme --scopes";
    await run(database, `${create} stack:Read`);
    const { status, err } = await runOn(database, `${create} stack:Write`.split(" "));
    assert.equal(status, 1);
    assert.match(err, /already exist with other values: policy Acme\/Auditors \(scopes\)/);
    assert.match(
      err,
      /control-plane seed import --output seed\.yaml, edit that, and run control-plane seed apply --file seed\.yaml/,
    );
  });

  it("warn of what they were asked for, by its argument, and of nothing else", async () => {
    const database = await createDatabase(documented);
    const { warnings: first } = await run(database, `${init} --domain example.com`);
    assert.deepEqual(first, [
      "users of example.com who join organization Acme get no policy, so they can do nothing there: set --default-policy",
    ]);
    // No option of a command changes what exists.
    for (const command of [
      `${init} --domain example.com`,
      "create policy Empty --organization Acme",
      "create user bob@example.com --organization Acme --role GUEST",
      "create region eu-2 --base-url https://eu-2.example.com --organization Acme",
      "create stack other --organization Acme --region eu-2",
    ]) {
      const { warnings } = await run(database, command);
      assert.deepEqual(warnings, [], command);
    }
    await database.query("update membership.organizations set default_policy_id = 5");
    const { warnings } = await run(
      database,
      "create organization Globex --owner bob@example.com --domain globex.example",
    );
    assert.match(String(warnings), /organization Globex get no policy, .*: set --default-policy$/);
  });

  it("tell a wrong command line from what the database has", async () => {
    const database = await createDatabase(documented);
    await run(database, init);
    const refused: [string, number, RegExp][] = [
      ["create user bob", 2, /^<email>: is not an e-mail address/],
      ["create policy 2024 --organization Acme", 2, /^<name>: must not be digits alone/],
      [
        "create policy P --organization Acme --scopes stack:Read,stack:Read",
        2,
        /^--scopes: "stack:Read" is already listed: leave it out/,
      ],
      [
        "create policy StackGuest --organization Acme",
        1,
        /^<name>: "StackGuest" is a built-in policy/,
      ],
      [
        "create organization Globex --owner alice@example.com --default-policy Nope",
        1,
        /^--default-policy: there is no policy "Nope"/,
      ],
      [
        "create region eu-3 --base-url ftp://x",
        2,
        /^--base-url: is neither an https nor an http URL/,
      ],
    ];
    for (const [command, status, words] of refused) {
      const outcome = await runOn(database, command.split(" "));
      assert.equal(outcome.status, status, command);
      assert.match(outcome.err, words);
    }
  });

  it("work with roles on a release that keeps them, which has no policies to list", async () => {
    const database = await createDatabase(withRoles);
    await run(database, `${init} --domain example.com`);
    await run(database, "create user bob@example.com --organization Acme --role ADMIN");
    const { organization_users: members } = await rowsOf(database);
    assert.deepEqual(
      members?.map(({ role }) => role),
      ["ADMIN", "ADMIN"],
    );
    const { status, err } = await runOn(database, ["policies", "list"]);
    assert.equal(status, 1);
    assert.match(err, /no table of policies: this release of Membership keeps a role/);
  });
});
