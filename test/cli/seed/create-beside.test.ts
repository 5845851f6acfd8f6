import assert from "node:assert/strict";

import { documented } from "../../seed/schemas";
import { rowsOf } from "../../seed/support";
import { asAdmin, createDatabase, type TestDatabase } from "../../support/postgres";
import { runOn } from "./support";

const base = `
  insert into membership.users (id, email) values ('ann', 'ann@example.com'), ('ben', 'ben@example.com');
  insert into membership.organizations (id, name, owner_id) values ('acme', 'Acme', 'ann');
  insert into membership.organization_users (organization_id, user_id, policy_id) values ('acme', 'ann', 4);
  insert into membership.regions (id, name, base_url, created_at) values
    ('eu', 'eu-1', 'https://eu-1.example.com', now());`;

/** Rows that the seed can't describe. */
const strange: Readonly<Record<string, string>> = {
  "a user without an address": "insert into membership.users (id, email) values ('robot', 'robot')",
  "users whose addresses differ by case":
    "insert into membership.users (id, email) values ('ann2', 'ANN@example.com')",
  "an organization with an odd domain":
    "insert into membership.organizations (id, name, owner_id, domain) values ('other', 'Other', 'ann', '@other.io')",
  "an organization without a name":
    "insert into membership.organizations (id, name, owner_id) values ('blank', '', 'ann')",
  "two organizations of one name":
    "insert into membership.organizations (id, name, owner_id) values ('other', 'Other', 'ann'), ('other2', 'Other', 'ann')",
  "a region without a URL":
    "insert into membership.regions (id, name, base_url, created_at) values ('us', 'us', '', now())",
  "a blank feature":
    "insert into membership.organization_features (organization_id, name) values ('acme', ' ')",
  "a policy with a blank description":
    "insert into membership.policies (name, organization_id, description) values ('Blank', 'acme', '  ')",
  "an owner with another organization's policy": `
    insert into membership.organizations (id, name, owner_id) values ('other', 'Other', 'ben');
    insert into membership.policies (id, name, organization_id) values (50, 'P', 'other');
    update membership.organization_users set policy_id = 50`,
  "an owner who is no member": "delete from membership.organization_users",
};

const commands = [
  "create user new@example.com",
  "create organization New --owner ben@example.com",
  "create policy Auditors --organization Acme --scopes stack:Read",
  "create member --organization Acme --user ben@example.com --policy Auditors",
  "create user eve@example.com --organization Acme --role ADMIN",
  "create region eu-2 --base-url https://eu-2.example.com --organization Acme",
  "create stack demo --organization Acme --region eu-2",
];

async function outputOf(database: TestDatabase, command: string): Promise<string> {
  const { status, out, err } = await runOn(database, command.split(" "));
  assert.equal(status, 0, `${command}: ${err}`);
  return out;
}

describe("create beside rows that the seed can't describe", () => {
  for (const [what, sql] of Object.entries(strange)) {
    it(`works beside ${what}, again too, and leaves them as they are`, async () => {
      const database = await createDatabase(`${documented};${base}${sql};`);
      const before = await rowsOf(database);
      for (const command of commands) {
        assert.match(await outputOf(database, command), /: created/, command);
        assert.doesNotMatch(await outputOf(database, command), /: created/, command);
      }
      const after = await rowsOf(database);
      for (const [table, rows] of Object.entries(before)) {
        const kept = new Set((after[table] ?? []).map((row) => JSON.stringify(row)));
        for (const row of rows)
          assert.ok(kept.has(JSON.stringify(row)), `${table}: ${JSON.stringify(row)}`);
      }
    });
  }

  it("names them by their ids, and works in an organization of theirs", async () => {
    const database = await createDatabase(`${documented};${base}
      insert into membership.users (id, email) values ('robot', 'robot');
      insert into membership.organizations (id, name, owner_id, domain) values
        ('twin', 'Acme', 'robot', 'a.io,b.io');
      insert into membership.regions (id, name, base_url, organization_id, active, created_at) values
        ('us', 'us', '', 'twin', false, now());`);
    const refused: [string, RegExp][] = [
      [
        "create member --organization Acme --user ben@example.com",
        /^--organization: the database has 2 organizations "Acme" \(ids acme, twin\): give the id of the one that you mean\n$/,
      ],
      [
        "create member --organization twin --user joe@example.com",
        /^--user: the database has no user "joe@example\.com"\.(?: Did you mean .*\?)? Create it first with control-plane create user joe@example\.com, or list the existing ones with control-plane users list\.\n$/,
      ],
      [
        "create stack demo --organization twin --region eu-2",
        /^--region: the database has no region "eu-2"\. Did you mean "eu-1"\? List the existing ones with control-plane regions list\.\n$/,
      ],
    ];
    for (const [command, words] of refused) {
      const { status, err } = await runOn(database, command.split(" "));
      assert.equal(status, 1, command);
      assert.match(err, words);
    }
    assert.equal(
      await outputOf(database, "create member --organization twin --user robot"),
      "user robot: already exists, id robot\norganization Acme: already exists, id twin\nmember Acme/robot: created\n",
    );
    assert.match(
      await outputOf(database, "create stack demo --organization twin --region us"),
      /^organization Acme: already exists, id twin\nregion us: already exists, id us\nstack Acme\/demo: created, id \w+\n$/,
    );
    await outputOf(database, "create policy P --organization twin --scopes stack:Read");
    assert.equal(
      await outputOf(database, "create policy P --organization twin --scopes stack:Read"),
      "organization Acme: already exists, id twin\npolicy Acme/P: already exists\n",
    );
  });

  it("needs rights on the tables alone that it is about", async () => {
    const database = await createDatabase(`${documented};${base}`);
    const role = `maker_${database.connection.database}`;
    await asAdmin(`create role ${role} login password 'make-pass'`);
    await database.query(`grant usage on schema membership to ${role};
      grant select on membership.users, membership.organizations, membership.organization_users,
        membership.policies, membership.policy_scopes, membership.scopes to ${role}`);
    const maker = {
      ...database,
      connection: { ...database.connection, user: role, password: "make-pass" },
    };
    const command = "create policy Auditors --organization Acme --scopes stack:Read".split(" ");
    const { err } = await runOn(maker, command);
    assert.equal(
      err,
      `Role ${role} lacks rights on Membership's tables. As their owner, run: grant insert, update on membership.policies to ${role}; grant insert on membership.policy_scopes to ${role};\n`,
    );
  });
});
