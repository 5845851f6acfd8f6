import assert from "node:assert/strict";

import { withRoleBesidePolicy } from "../../seed/policy-schemas";
import { documented, withRoles } from "../../seed/schemas";
import { versionsOf } from "../../seed/support";
import { memberPolicies } from "../../support/member-policies";
import { createDatabase, type TestDatabase } from "../../support/postgres";
import { runOn } from "./support";

const init =
  "seed init --admin alice@example.com --organization Acme --region eu-1 --region-url https://eu-1.example.com";
const organization = "create organization Acme --owner alice@example.com";
const renamed = `${documented};update membership.policies set name = 'The' || name`;
const list = "1 TheStackGuest, 2 TheStackAdmin, 3 TheOrganizationGuest, 4 TheOrganizationAdmin";

/** An organization of Alice's with policies of its own, of which she has one. */
const withOwners = `
  insert into membership.users (id, email) values ('ann', 'alice@example.com'), ('ben', 'bob@example.com');
  insert into membership.organizations (id, name, owner_id) values ('acme', 'Acme', 'ann');
  insert into membership.policies (id, name, organization_id) values (50, 'Owners', 'acme'), (51, 'Empty', 'acme');
  insert into membership.policy_scopes select 50, id from membership.scopes where label = 'organization:Read';
  insert into membership.organization_users (organization_id, user_id, policy_id) values ('acme', 'ann', 50);
  insert into membership.regions (id, name, base_url, created_at)
    values ('eu', 'eu-1', 'https://eu-1.example.com', now());`;

describe("commands and the owner's policy", () => {
  let database: TestDatabase;

  async function succeeds(command: string): Promise<string> {
    const { status, out, err } = await runOn(database, command.split(" "));
    assert.equal(status, 0, `${command}: ${err}`);
    return out;
  }

  /** What a command says that is refused, and that changes nothing. */
  async function refused(command: string): Promise<string> {
    const versions = await versionsOf(database);
    const { status, err } = await runOn(database, command.split(" "));
    assert.equal(status, 1, command);
    assert.deepEqual(await versionsOf(database), versions);
    return err;
  }

  async function leaves(command: string): Promise<void> {
    const versions = await versionsOf(database);
    await succeeds(command);
    assert.deepEqual(await versionsOf(database), versions, command);
  }

  it("name the policies and the option where the administrator's has another name", async () => {
    database = await createDatabase(renamed);
    const words = `--owner-policy: the database has no built-in policy OrganizationAdmin for the role ADMIN. Set --owner-policy to one of: ${list}\n`;
    assert.equal(await refused(init), words);
    await succeeds("create user alice@example.com");
    assert.equal(await refused(organization), words);
    await succeeds(`${init} --owner-policy TheOrganizationAdmin`);
    await succeeds("create organization Globex --owner alice@example.com --owner-policy 4");
    assert.deepEqual(
      await database.query("select distinct policy_id from membership.organization_users"),
      [{ policy_id: 4 }],
    );
  });

  it("name the policies and --policy where a role's has another name", async () => {
    database = await createDatabase(renamed);
    await succeeds(`${init} --owner-policy 4`);
    const create = "create user bob@example.com --organization Acme";
    assert.equal(
      await refused(create),
      `--policy: the database has no built-in policy OrganizationGuest or StackGuest for the role GUEST. Set --policy to one of: ${list}\n`,
    );
    assert.equal(
      await refused(`${create} --role ADMIN`),
      `--role: the database has no built-in policy OrganizationAdmin for the role ADMIN. Set --policy to one of: ${list}\n`,
    );
    await succeeds(`${create} --policy TheOrganizationGuest`);
    await leaves(`${create} --policy 3`);
    await leaves(create);
    assert.equal((await memberPolicies(database))["bob@example.com"], "TheOrganizationGuest");
    await succeeds("create policy P --organization Acme --scopes stack:Read");
    await succeeds("create stack other --organization Acme --region eu-1");
    await succeeds("create region eu-2 --base-url https://eu-2.example.com --organization Acme");
  });

  it("give the owner another policy, and an unknown one is refused", async () => {
    database = await createDatabase(documented);
    assert.match(
      await refused(`${init} --owner-policy Nope`),
      /^--owner-policy: there is no policy "Nope"\. Policies: 1 StackGuest/,
    );
    await succeeds(`${init} --owner-policy StackAdmin`);
    assert.deepEqual(await memberPolicies(database), { "alice@example.com": "StackAdmin" });
    await leaves(`${init} --owner-policy 2`);
    await leaves(init);
    await leaves(organization);
    assert.match(
      await refused(`${organization} --owner-policy OrganizationAdmin`),
      /already exist with other values: member Acme\/alice@example\.com \(policy\)/,
    );
  });

  it("leave an owner as it is who has a policy of the organization's own", async () => {
    database = await createDatabase(`${documented};${withOwners}`);
    const member = "create member --organization Acme --user alice@example.com";
    for (const command of [organization, member, `${member} --policy Owners`]) {
      await leaves(command);
    }
    await succeeds(init);
    await leaves(init);
    await leaves("create user ALICE@example.com --organization Acme --policy 50");
    for (const rest of ["--role ADMIN", "--policy StackAdmin"]) {
      assert.match(
        await refused(`${member} ${rest}`),
        /^Nothing was created, because these already exist with other values: member Acme\/alice@example\.com \(policy\)/,
      );
    }
    assert.equal(
      await refused(`${organization} --owner-policy Empty`),
      '--owner-policy: policy "Empty" has no scopes, so the owner could do nothing: give it scopes, or choose another policy\n',
    );
    await succeeds("create member --organization Acme --user bob@example.com");
    assert.equal((await memberPolicies(database))["alice@example.com"], "Owners");
  });

  it("look at no member whom they don't name", async () => {
    for (const owner of [
      // Of another organization, without scopes, and none at all.
      `insert into membership.organizations (id, name, owner_id) values ('other', 'Other', 'ben');
       insert into membership.policies (id, name, organization_id) values (60, 'Theirs', 'other');
       update membership.organization_users set policy_id = 60`,
      "update membership.organization_users set policy_id = 51",
      "delete from membership.organization_users",
    ]) {
      database = await createDatabase(`${documented};${withOwners}${owner}`);
      const before = await memberPolicies(database);
      const commands = [
        "create policy P --organization Acme --scopes stack:Read",
        "create member --organization Acme --user bob@example.com --policy P",
        "create user eve@example.com --organization Acme",
        "create region eu-2 --base-url https://eu-2.example.com --organization Acme",
        "create stack other --organization Acme --region eu-2",
      ];
      for (const command of commands) {
        assert.doesNotMatch(await succeeds(command), /member .*alice/, command);
        await leaves(command);
      }
      assert.deepEqual(await memberPolicies(database), {
        ...before,
        "bob@example.com": "P",
        "eve@example.com": "OrganizationGuest",
      });
    }
  });

  it("judge no role of others beside a policy", async () => {
    database = await createDatabase(`${withRoleBesidePolicy("integer not null")};${withOwners}`);
    await database.query("update membership.organization_users set role = 'ADMIN'");
    const members = [
      "create user bob@example.com --organization Acme --policy Owners",
      "create member --organization Acme --user bob@example.com",
      "create user eve@example.com --organization Acme --role ADMIN",
    ];
    for (const command of members) await succeeds(command);
    for (const command of members) await leaves(command);
    await leaves("create member --organization Acme --user alice@example.com --policy Owners");
    await succeeds("create policy P --organization Acme --scopes stack:Read");
    await succeeds(init);
    await leaves(organization);
    assert.match(
      await refused(
        "create member --organization Acme --user bob@example.com --role GUEST --policy Owners",
      ),
      /^--role: stands for policy 3 OrganizationGuest/,
    );
  });

  it("leave an owner's role as it is, where there are roles alone", async () => {
    database = await createDatabase(withRoles);
    await succeeds(init);
    await database.query("update membership.organization_users set role = 'GUEST'");
    const member = "create member --organization Acme --user alice@example.com";
    for (const command of [init, organization, member, `${member} --role GUEST`]) {
      await leaves(command);
    }
    assert.match(await refused(`${member} --role ADMIN`), /Acme\/alice@example\.com \(role\)/);
  });
});
