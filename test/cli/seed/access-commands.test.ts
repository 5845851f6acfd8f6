import assert from "node:assert/strict";

import { documented, withRoles } from "../../seed/schemas";
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
    const outcome = await runOn(database, `${init} --domain example.com`.split(" "));
    assert.match(outcome.err, /^Warning: users of example\.com/);
    const other = await createDatabase(documented);
    const set = await run(other, `${init} --domain example.com --default-policy StackGuest`);
    assert.deepEqual(set.warnings, []);
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
      (users as { email: string; role: string; organizations: string[] }[]).map(
        ({ email, role, organizations }) => [email, role, ...organizations],
      ),
      [
        ["alice@example.com", "USER", "Acme (owner)"],
        ["bob@example.com", "USER", "Acme (OrganizationAdmin)"],
        ["eve@example.com", "SYSTEM", "Acme (Auditors)"],
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
        /exist already with other values: member Acme\/bob@example\.com \(policy\)/,
      ],
      [
        "create member --organization Acme --user bob@example.com --policy Nope",
        2,
        /^--policy: there is no policy "Nope"\. Policies: 1 StackGuest/,
      ],
      [
        "create member --organization Acme --user joe@example.com",
        1,
        /The database has no user "joe@example\.com"/,
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
