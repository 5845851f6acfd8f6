import assert from "node:assert/strict";
import { Client } from "pg";
import { type Properties, UNKNOWN } from "../../../sandbox/plugins/protocol/values";
import { asAdmin, testServer } from "../../support/postgres";
import {
  DATABASE,
  PASSWORD,
  PostgresqlFixture,
  ROLE,
  newDatabase,
  query,
  unique,
} from "./support/postgresql-fixture";
import { textOf } from "./support/text";

describe("postgresql stand-in", function () {
  this.timeout(120_000);
  const fixture = new PostgresqlFixture();

  before(() => fixture.start());
  after(() => fixture.stop());

  it("makes a role with any password, and a database that the role owns", async () => {
    const role = await fixture.newRole();
    const { id, inputs, outputs } = await fixture.create(DATABASE, {
      ...newDatabase,
      name: unique('d"b'),
      owner: role,
    });
    assert.equal(id, inputs.name);
    assert.equal(outputs.owner, role);
    assert.equal(outputs.encoding, "UTF8");
    const rows = await query<{ user: string }>("select current_user as user", {
      database: id,
      user: role,
      password: PASSWORD,
    });
    assert.equal(rows[0]?.user, role);
    await fixture.provider.delete(DATABASE, id, inputs);
    await fixture.provider.delete(DATABASE, id, inputs);
    await fixture.provider.delete(ROLE, role, { name: role });
    await fixture.provider.delete(ROLE, role, { name: role });
    assert.equal(await fixture.provider.read(ROLE, role, { name: role }), undefined);
  });

  it("changes a password in place", async () => {
    const made = await fixture.create(ROLE, { name: unique("role"), login: true, password: "old" });
    const news = { name: made.id, login: true, password: "new" };
    const { diff } = await fixture.update(ROLE, made.id, made.inputs, news);
    assert.deepEqual([diff.changed, diff.replaces], [["password"], []]);
    await query("select 1", { database: "postgres", user: made.id, password: "new" });
    await assert.rejects(
      query("select 1", { database: "postgres", user: made.id, password: "old" }),
      /password authentication failed/,
    );
  });

  it("renames a role, and lets it log in no more", async () => {
    const made = await fixture.create(ROLE, { name: unique("role"), login: true, password: "x" });
    const news = { name: unique("role"), login: false, password: "x" };
    const { inputs, diff } = await fixture.update(ROLE, made.id, made.inputs, news);
    assert.deepEqual([diff.changed, diff.replaces], [["login", "name"], []]);
    assert.deepEqual((await fixture.provider.read(ROLE, made.id, inputs))?.inputs, inputs);
    assert.equal(await fixture.provider.read(ROLE, made.id, made.inputs), undefined);
  });

  it("renames a database and gives it to another owner", async () => {
    const [owner, other] = [await fixture.newRole(), await fixture.newRole()];
    const made = await fixture.create(DATABASE, { ...newDatabase, name: unique("db"), owner });
    const news = { ...newDatabase, name: unique("db"), owner: other };
    const { inputs, diff } = await fixture.update(DATABASE, made.id, made.inputs, news);
    assert.deepEqual(diff.replaces, []);
    const read = await fixture.provider.read(DATABASE, made.id, inputs);
    assert.deepEqual(read?.inputs, inputs);
    assert.equal(read.outputs.owner, other);
  });

  it("replaces a database for what can't change, the old one first", async () => {
    const olds = (await fixture.provider.check(DATABASE, { ...newDatabase, name: "db" })).inputs;
    const news = (
      await fixture.provider.check(DATABASE, { ...newDatabase, name: "db", encoding: "LATIN1" })
    ).inputs;
    const diff = await fixture.provider.diff(DATABASE, olds, news);
    assert.deepEqual(diff, {
      changed: ["encoding"],
      replaces: ["encoding"],
      deleteBeforeReplace: true,
    });
  });

  it("sees drift: a dropped database and an altered role", async () => {
    const role = await fixture.newRole();
    const database = await fixture.newDatabase(role);
    await asAdmin(`drop database "${database}"`);
    assert.equal(await fixture.provider.read(DATABASE, database, { name: database }), undefined);
    await asAdmin(`alter role "${role}" nologin`);
    const inputs = { name: role, login: true, password: PASSWORD };
    const read = await fixture.provider.read(ROLE, role, inputs);
    assert.deepEqual(read?.inputs, { ...inputs, login: false });
  });

  it("drops a database that someone is connected to, and no role that owns objects", async () => {
    const role = await fixture.newRole();
    const database = await fixture.newDatabase(role);
    const { host, port } = await testServer();
    const client = new Client({ host, port, user: role, password: PASSWORD, database });
    client.on("error", () => undefined);
    await client.connect();
    await fixture.provider.delete(DATABASE, database, { name: database });
    const other = await fixture.newDatabase(role);
    await assert.rejects(
      fixture.provider.delete(ROLE, role, { name: role }),
      /Other objects need it: remove them first/,
    );
    await fixture.provider.delete(DATABASE, other, { name: other });
    await fixture.provider.delete(ROLE, role, { name: role });
    await client.end().catch(() => undefined);
  });

  it("works as a user that is no superuser", async () => {
    const admin = unique("admin");
    await asAdmin(`create role "${admin}" login createdb createrole password 'admin'`);
    const provider = await fixture.connect({
      username: admin,
      password: "admin",
      superuser: "false",
    });
    const role = await fixture.create(
      ROLE,
      { name: unique("role"), login: true, password: "x" },
      provider,
    );
    const made = await fixture.create(
      DATABASE,
      { ...newDatabase, name: unique("db"), owner: role.id },
      provider,
    );
    assert.equal(made.outputs.owner, role.id);
    await provider.delete(DATABASE, made.id, made.inputs);
    await provider.delete(ROLE, role.id, role.inputs);
  });

  it("never connects in a preview", async () => {
    const provider = await fixture.connect({ port: "1", password: UNKNOWN });
    const { inputs } = await provider.check(ROLE, { name: "x", login: true, password: UNKNOWN });
    const { outputs } = await provider.create(ROLE, inputs, { preview: true });
    assert.equal(outputs.password, UNKNOWN);
  });

  const unreachable: { what: string; change: Properties; says: RegExp }[] = [
    { what: "no server", change: { port: "1" }, says: /ECONNREFUSED.*Nothing listens there/ },
    {
      what: "a wrong password",
      change: { password: "hunter2hunter2" },
      says: /Check `username` and `pass/,
    },
    {
      what: "an unknown database",
      change: { database: "nope" },
      says: /"nope" does not exist.*Check/,
    },
    { what: "no TLS", change: { sslmode: "require" }, says: /Set `sslmode` to "disable"/ },
  ];
  for (const { what, change, says } of unreachable) {
    it(`says what to do about ${what}, without a password`, async () => {
      const provider = await fixture.connect({ ...change });
      const { inputs } = await provider.check(ROLE, { name: "x", password: PASSWORD });
      await assert.rejects(provider.create(ROLE, inputs), (error: Error) => {
        assert.match(error.message, /^Could not create the role x \(PostgreSQL at \S+:/);
        assert.match(error.message, says);
        assert.ok(!error.message.includes("hunter2hunter2"));
        assert.ok(!error.message.includes(textOf(fixture.config.password)));
        assert.ok(!error.message.includes(PASSWORD));
        return true;
      });
    });
  }

  it("refuses a role that is there already, and leaves it alone", async () => {
    const role = await fixture.newRole();
    await assert.rejects(
      fixture.create(ROLE, { name: role, login: true, password: "other" }),
      /already exists\. It isn't in this stack's state/,
    );
    await query("select 1", { database: "postgres", user: role, password: PASSWORD });
  });
});
