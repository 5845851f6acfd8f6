import assert from "node:assert/strict";
import type { Properties } from "../../../sandbox/plugins/protocol/values";
import { DATABASE, PASSWORD, PostgresqlFixture, query } from "./support/postgresql-fixture";

const GRANT = "postgresql:index/grant:Grant";
const GRANT_ROLE = "postgresql:index/grantRole:GrantRole";
const SCHEMA = "postgresql:index/schema:Schema";
const EXTENSION = "postgresql:index/extension:Extension";
const DEFAULT_PRIVILEGES = "postgresql:index/defaultPrivileges:DefaultPrivileges";

describe("postgresql stand-in, privileges", function () {
  this.timeout(120_000);
  const fixture = new PostgresqlFixture();

  before(() => fixture.start());
  after(() => fixture.stop());

  it("grants exactly the given privileges, and sees and mends drift", async () => {
    const [owner, reader] = [await fixture.newRole(), await fixture.newRole()];
    const database = await fixture.newDatabase(owner);
    await query('create table public."T 1" (id int); create table public.t2 (id int)', {
      database,
    });
    const grant = { database, role: reader, objectType: "table", schema: "public" };
    const made = await fixture.create(GRANT, { ...grant, privileges: ["select", "INSERT"] });
    const asReader = { database, user: reader, password: PASSWORD };
    await query('select * from public."T 1", public.t2', asReader);
    assert.deepEqual(
      (await fixture.provider.read(GRANT, made.id, made.inputs))?.inputs,
      made.inputs,
    );

    await query(`revoke insert on public.t2 from "${reader}"`, { database });
    const drifted = await fixture.provider.read(GRANT, made.id, made.inputs);
    assert.deepEqual(drifted?.inputs.privileges, ["SELECT"]);

    const less = { ...grant, privileges: ["SELECT"], objects: ["t2"] };
    const { inputs } = await fixture.provider.check(GRANT, less);
    assert.ok((await fixture.provider.diff(GRANT, made.inputs, inputs)).replaces.length > 0);
    await fixture.provider.delete(GRANT, made.id, made.inputs);
    await fixture.provider.create(GRANT, inputs);
    await query("select * from public.t2", asReader);
    await assert.rejects(query('select * from public."T 1"', asReader), /permission denied/);
  });

  it("grants on databases, schemas, columns and functions, and to public", async () => {
    const [owner, role] = [await fixture.newRole(), await fixture.newRole()];
    const database = await fixture.newDatabase(owner);
    await query(
      `create table public.t (a int, b int);
       create function public.f(int, text) returns int language sql as 'select 1'`,
      { database },
    );
    const grants: Properties[] = [
      { objectType: "database", role, privileges: ["CONNECT", "CREATE"] },
      { objectType: "database", role: "public", privileges: [] },
      { objectType: "schema", role, schema: "public", privileges: ["USAGE"] },
      { objectType: "schema", role, schema: "public", privileges: ["ALL"] },
      {
        objectType: "column",
        role,
        schema: "public",
        objects: ["t"],
        columns: ["a"],
        privileges: ["SELECT"],
      },
      {
        objectType: "function",
        role,
        schema: "public",
        objects: ["f(int, text)"],
        privileges: ["EXECUTE"],
      },
      { objectType: "sequence", role, schema: "public", privileges: ["USAGE"] },
    ];
    for (const grant of grants) {
      const made = await fixture.create(GRANT, { database, ...grant });
      const read = await fixture.provider.read(GRANT, made.id, made.inputs);
      assert.deepEqual(read?.inputs, made.inputs, JSON.stringify(grant));
    }
    const asRole = { database, user: role, password: PASSWORD };
    await query("select a from public.t", asRole);
    await assert.rejects(query("select b from public.t", asRole), /permission denied/);
  });

  it("makes schemas, extensions, default privileges and memberships, and takes them back", async () => {
    const [owner, reader] = [await fixture.newRole(), await fixture.newRole()];
    const database = await fixture.newDatabase(owner);
    const schema = await fixture.create(SCHEMA, { name: "app", database, owner });
    const extension = await fixture.create(EXTENSION, { name: "plpgsql", database });
    assert.equal(extension.outputs.schema, "pg_catalog");
    const defaults = await fixture.create(DEFAULT_PRIVILEGES, {
      database,
      owner,
      role: reader,
      schema: "app",
      objectType: "table",
      privileges: ["SELECT"],
    });
    await fixture.create(GRANT, {
      database,
      role: reader,
      objectType: "schema",
      schema: "app",
      privileges: ["USAGE"],
    });
    const member = await fixture.create(GRANT_ROLE, { role: reader, grantRole: owner });
    await query("create table app.t (id int)", { database, user: owner, password: PASSWORD });
    await query("select * from app.t", { database, user: reader, password: PASSWORD });

    const made = [
      { type: SCHEMA, ...schema },
      { type: EXTENSION, ...extension },
      { type: DEFAULT_PRIVILEGES, ...defaults },
      { type: GRANT_ROLE, ...member },
    ];
    for (const { type, id, inputs } of made) {
      assert.deepEqual((await fixture.provider.read(type, id, inputs))?.inputs, inputs, type);
    }
    await fixture.provider.delete(GRANT_ROLE, member.id, member.inputs);
    assert.equal(await fixture.provider.read(GRANT_ROLE, member.id, member.inputs), undefined);
    await fixture.provider.delete(DEFAULT_PRIVILEGES, defaults.id, defaults.inputs);
    await assert.rejects(
      fixture.provider.delete(SCHEMA, schema.id, schema.inputs),
      /other objects depend/i,
    );
    await fixture.provider.delete(SCHEMA, schema.id, { ...schema.inputs, dropCascade: true });
    assert.equal(await fixture.provider.read(SCHEMA, schema.id, schema.inputs), undefined);
    await fixture.provider.delete(DATABASE, database, { name: database });
    for (const { type, id, inputs } of made.slice(0, 2)) {
      assert.equal(await fixture.provider.read(type, id, inputs), undefined, type);
    }
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

  it("refuses privileges that are SQL, unknown object types and missing names", async () => {
    const inputs = { objectType: "tables", privileges: ["SELECT; drop role x"], role: "r" };
    const { failures } = await fixture.provider.check(GRANT, inputs);
    assert.match(failures.join("\n"), /database is missing/);
    assert.match(failures.join("\n"), /objectType must be one of database, schema/);
    assert.match(
      failures.join("\n"),
      /privileges has "SELECT; drop role x", which is no privilege/,
    );
  });
});
