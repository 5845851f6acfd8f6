import assert from "node:assert/strict";
import { asAdmin } from "../../support/postgres";
import { DATABASE, PASSWORD, PostgresqlFixture, query } from "./support/postgresql-fixture";

const GRANT = "postgresql:index/grant:Grant";

describe("postgresql stand-in, privileges", function () {
  this.timeout(120_000);
  const fixture = new PostgresqlFixture();

  before(() => fixture.start());
  after(() => fixture.stop());

  it("grants exactly the given privileges on a database, and sees and corrects drift", async () => {
    const [owner, role] = [await fixture.newRole(), await fixture.newRole()];
    const database = await fixture.newDatabase(owner);
    const grant = { database, role, objectType: "database" };
    const made = await fixture.create(GRANT, { ...grant, privileges: ["temporary", "CREATE"] });
    assert.equal(made.id, `${role}_${database}_database`);
    const asRole = { database, user: role, password: PASSWORD };
    await query("create schema made", asRole);
    const read = () => fixture.provider.read(GRANT, made.id, made.inputs);
    assert.deepEqual((await read())?.inputs, made.inputs);

    await asAdmin(`revoke create on database "${database}" from "${role}"`);
    assert.deepEqual((await read())?.inputs.privileges, ["TEMPORARY"]);

    const news = { ...grant, privileges: ["CREATE"] };
    const { diff } = await fixture.update(GRANT, made.id, made.inputs, news);
    assert.deepEqual(diff.replaces, []);
    await query("create schema another", asRole);
    const other = await fixture.provider.check(GRANT, { ...news, role: owner });
    const change = await fixture.provider.diff(GRANT, made.inputs, other.inputs);
    assert.deepEqual(change.replaces, ["role"]);

    await fixture.provider.delete(GRANT, made.id, made.inputs);
    await assert.rejects(query("create schema third", asRole), /permission denied/);
  });

  it("takes a database from everybody, and gives all of it to one", async () => {
    const [owner, role] = [await fixture.newRole(), await fixture.newRole()];
    const database = await fixture.newDatabase(owner);
    const asRole = { database, user: role, password: PASSWORD };
    await query("select 1", asRole);
    for (const grant of [
      { role: "public", privileges: [] },
      { role, privileges: ["ALL"] },
    ]) {
      const made = await fixture.create(GRANT, { database, objectType: "database", ...grant });
      const read = await fixture.provider.read(GRANT, made.id, made.inputs);
      assert.deepEqual(read?.inputs, made.inputs);
      if (role === grant.role) await query("select 1", asRole);
      else await assert.rejects(query("select 1", asRole), /permission denied/);
    }
    await fixture.provider.delete(DATABASE, database, { name: database });
    const inputs = { database, role, objectType: "database", privileges: ["CONNECT"] };
    assert.equal(await fixture.provider.read(GRANT, "id", inputs), undefined);
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

  it("refuses privileges that are SQL, other object types and missing names", async () => {
    const inputs = { objectType: "table", privileges: ["SELECT; drop role x"], role: "r" };
    const { failures } = await fixture.provider.check(GRANT, inputs);
    assert.deepEqual(failures, [
      "database is missing",
      'objectType is "table"; the stand-in knows only "database"',
      'privileges has "SELECT; drop role x", which is no privilege',
    ]);
  });
});
