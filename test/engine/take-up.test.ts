import assert from "node:assert/strict";
import { Client } from "pg";
import { openTestSandbox, type TestSandbox } from "./sandbox";
import { stateOf } from "./state";

describe("managed databases that a destroy has kept", function () {
  this.timeout(300_000);
  let test: TestSandbox;

  before(async () => {
    test = await openTestSandbox();
  });

  after(async () => {
    await test.remove();
  });

  const query = async (sql: string, database = "postgres") => {
    assert.ok(test.sandbox.server);
    const client = new Client({ ...test.sandbox.server, database });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const takeUp = (value: boolean) =>
    test.sandbox.stack.setConfig(
      "formance-control-plane:database.takeUp",
      { value: `${value}` },
      true,
    );
  const passwords = async () =>
    (await stateOf(test.sandbox.stack))
      .filter(({ urn }) => /RandomPassword::formance-\w+-db-password$/.test(urn))
      .map(({ outputs }) => JSON.stringify(outputs?.result));
  const users = () => query("select id, email from membership.users order by email", "membership");

  it("are not created again without the setting", async () => {
    await test.sandbox.deploy();
    await test.sandbox.destroy();
    await assert.rejects(test.sandbox.deploy(), /already exists/);
    await test.sandbox.destroy();
  });

  it("are refused when they belong to somebody else", async () => {
    await takeUp(true);
    await query("create role stranger");
    await query("alter database console owner to stranger");
    await assert.rejects(
      test.sandbox.deploy(),
      /database "console" belongs to stranger: it wasn't kept by a control plane/,
    );
    await query("alter database console owner to console");
    await query("grant connect on database portal to public");
    await assert.rejects(test.sandbox.deploy(), /Every role on the server can connect/);
    await query("revoke connect on database portal from public");
    await test.sandbox.destroy();
  });

  it("are taken up with new passwords, and every row is as it was", async () => {
    const before = await users();
    assert.ok(before.length > 0);
    const { changes } = await test.sandbox.deploy();
    assert.equal(changes.import, 8);
    assert.deepEqual(await users(), before);
    assert.equal(new Set(await passwords()).size, 4);
    // The seed has logged in as Membership with the new password; and nothing is left to do.
    assert.deepEqual(Object.keys((await test.sandbox.deploy()).changes), ["same"]);
  });

  it("stay as they are when the setting is taken back", async () => {
    await takeUp(false);
    const before = await users();
    const { changes } = await test.sandbox.deploy();
    assert.deepEqual(
      [changes.create, changes.replace, changes.delete],
      [undefined, undefined, undefined],
    );
    assert.deepEqual(await users(), before);
    assert.deepEqual(Object.keys((await test.sandbox.deploy()).changes), ["same"]);
  });
});
