import assert from "node:assert/strict";

import { documented } from "../../seed/schemas";
import { createDatabase, type TestDatabase } from "../../support/postgres";
import { json, runOn } from "./support";

const base = `
  insert into membership.users (id, email) values ('ann', 'ann@example.com'), ('ben', 'ben@example.com');
  insert into membership.organizations (id, name, owner_id, domain) values ('acme', 'Acme', 'ann', '');
  insert into membership.organization_users (organization_id, user_id, policy_id) values ('acme', 'ann', 4);`;

describe("messages of the create commands", () => {
  let database: TestDatabase;

  before(async () => {
    database = await createDatabase(`${documented};${base}`);
  });

  /** What a command says on the error stream. */
  async function said(command: string, status: number): Promise<string> {
    const outcome = await runOn(database, command.split(" "));
    assert.equal(outcome.status, status, `${command}: ${outcome.err}`);
    return outcome.err;
  }

  it("name the likely policy, and the way to use a protected one", async () => {
    const user = "create user eve@example.com --organization Acme --policy";
    for (const slip of ["StackGues", "stackguest"]) {
      assert.match(
        await said(`${user} ${slip}`, 1),
        new RegExp(
          `^--policy: there is no policy "${slip}"\\. Did you mean "StackGuest"\\? Policies: 1 `,
        ),
      );
    }
    assert.match(
      await said("create policy StackGuest --organization Acme", 1),
      /^<name>: "StackGuest" is a built-in policy, which is protected: use it as it is, or choose another name\n$/,
    );
    assert.equal(
      await said(`${user} StackGuest --role ADMIN`, 1),
      "--role: stands for policy 4 OrganizationAdmin, which isn't the given policy: keep only one of the two\n",
    );
  });

  it("end once, and speak of no domain that is blank", async () => {
    const create = "create policy Auditors --organization Acme --scopes foo,stack:Reed";
    assert.equal(
      await said(`${create} --allow-unknown-scopes`, 0),
      'Warning: --scopes: "foo" is not among the database\'s scopes and is not written.\n' +
        'Warning: --scopes: "stack:Reed" is not among the database\'s scopes and is not written. Did you mean "stack:Read"?\n',
    );
    assert.equal(await said("create organization Acme --owner ann@example.com", 0), "");
  });

  it("have names of the database on one line, without what a terminal acts on", async () => {
    await database.query(
      `insert into membership.policies (name, organization_id) values
         (E'Red\\u001b[31m\\nBold\\u2028!', 'acme'), ('Plain', 'acme')`,
    );
    const unknown = "create user eve@example.com --organization Acme --policy Nope";
    assert.match(
      await said(unknown, 1),
      /^--policy: there is no policy "Nope"\. Policies: .*, \d+ Red\u{fffd}\[31m\u{fffd}Bold\u{fffd}!, \d+ Plain\n$/u,
    );
    const { out } = await runOn(database, [...unknown.split(" "), "--json"]);
    assert.match(String(json({ out, err: "", status: 1 }).error), /Red\u{fffd}\[31m\u{fffd}Bold/u);
  });
});
