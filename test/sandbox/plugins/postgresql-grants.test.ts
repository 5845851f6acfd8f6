import assert from "node:assert/strict";
import { asAdmin } from "../../support/postgres";
import { DATABASE, PASSWORD, PostgresqlFixture, query } from "./support/postgresql-fixture";

const GRANT = "postgresql:index/grant:Grant";

describe("postgresql stand-in, privileges", function () {
  this.timeout(120_000);
  const fixture = new PostgresqlFixture();

  before(() => fixture.start());
  after(() => fixture.stop());

  it("grants exactly the right to connect, and sees and corrects drift", async () => {
    const [owner, role] = [await fixture.newRole(), await fixture.newRole()];
    const database = await fixture.newDatabase(owner);
    const asRole = { database, user: role, password: PASSWORD };
    await asAdmin(`revoke all on database "${database}" from public`);
    await asAdmin(`grant create on database "${database}" to "${role}"`);
    await assert.rejects(query("select 1", asRole), /permission denied/);

    const grant = { database, role, objectType: "database", privileges: ["CONNECT"] };
    const made = await fixture.create(GRANT, grant);
    assert.equal(made.id, `${role}_${database}_database`);
    await query("select 1", asRole);
    await assert.rejects(query("create schema made", asRole), /permission denied/);
    const read = () => fixture.provider.read(GRANT, made.id, made.inputs);
    assert.deepEqual((await read())?.inputs, made.inputs);

    await asAdmin(`revoke connect on database "${database}" from "${role}"`);
    const drifted = (await read())?.inputs ?? {};
    assert.deepEqual(drifted.privileges, []);
    const { diff } = await fixture.update(GRANT, made.id, drifted, grant);
    assert.deepEqual(diff.replaces, []);
    await query("select 1", asRole);
    const other = await fixture.provider.check(GRANT, { ...grant, role: owner });
    const change = await fixture.provider.diff(GRANT, made.inputs, other.inputs);
    assert.deepEqual(change.replaces, ["role"]);

    await fixture.provider.delete(GRANT, made.id, made.inputs);
    await assert.rejects(query("select 1", asRole), /permission denied/);
  });

  it("takes a database from everybody", async () => {
    const [owner, role] = [await fixture.newRole(), await fixture.newRole()];
    const database = await fixture.newDatabase(owner);
    const asRole = { database, user: role, password: PASSWORD };
    await query("select 1", asRole);
    const grant = { database, objectType: "database", role: "public", privileges: [] };
    const made = await fixture.create(GRANT, grant);
    const read = await fixture.provider.read(GRANT, made.id, made.inputs);
    assert.deepEqual(read?.inputs, made.inputs);
    await assert.rejects(query("select 1", asRole), /permission denied/);
    await fixture.provider.delete(DATABASE, database, { name: database });
    const gone = { ...grant, role, privileges: ["CONNECT"] };
    assert.equal(await fixture.provider.read(GRANT, "id", gone), undefined);
  });

  it("grants in parallel without a conflict", async () => {
    const role = await fixture.newRole();
    const database = await fixture.newDatabase(role);
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        const grant = { database, role: await fixture.newRole(), objectType: "database" };
        return fixture.create(GRANT, { ...grant, privileges: ["CONNECT"] });
      }),
    );
  });

  it("refuses privileges that are SQL, and other object types and inputs", async () => {
    const privileges = ["SELECT; drop role x"];
    const inputs = { objectType: "table", privileges, role: "r", database: "d", schema: "s" };
    const { failures } = await fixture.provider.check(GRANT, inputs);
    assert.deepEqual(failures, [
      "schema is not served by the local stand-in; use the official plugins: npm start -- --plugins official",
      'objectType must be "database" for the stand-in',
      "privileges can hold only CONNECT for the stand-in",
    ]);
  });
});
