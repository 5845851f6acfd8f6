import assert from "node:assert/strict";
import { createServer } from "node:net";
import { findFreePort } from "../../sandbox/servers/free-port";
import { applySeed, previewSeed } from "../../seed/apply";
import type { SeedRequest } from "../../seed/request";
import { sqlFile } from "../../seed/backends/sql-file";
import { clientConfig } from "../../seed/connection";
import { importSeed } from "../../seed/import";
import { hasChanges } from "../../seed/summary";
import { SeedError } from "../../seed/errors";
import { asAdmin, createDatabase, type TestDatabase } from "../support/postgres";
import { documented } from "./schemas";
import { example, rowsOf } from "./support";

/** Expects a sentence for people: no stack, no password, no client secret. */
async function rejects(request: SeedRequest, expected: RegExp): Promise<void> {
  await assert.rejects(applySeed(request), (error: unknown) => {
    assert.ok(error instanceof SeedError, String(error));
    assert.match(error.message, expected);
    assert.ok(!error.message.includes(request.connection.password), "no password");
    assert.doesNotMatch(error.message, /sesame/);
    return true;
  });
}

describe("seed failures", () => {
  let database: TestDatabase;
  let request: SeedRequest;
  beforeEach(async () => {
    database = await createDatabase(documented);
    request = { connection: database.connection, specification: example };
  });

  it("waits for a database that is never migrated, then says what to do", async () => {
    const { connection } = await createDatabase("select 1");
    const started = Date.now();
    await rejects(
      { ...request, connection, waitForMigrationsSeconds: 1 },
      /hasn't been migrated after 1 seconds: there is no table membership\.users\. Run Membership's migrations/,
    );
    assert.ok(Date.now() - started >= 1000);
  });

  it("goes on as soon as the migrations are done", async () => {
    const empty = await createDatabase("select 1");
    const running = applySeed({
      ...request,
      connection: empty.connection,
      waitForMigrationsSeconds: 30,
    });
    const early = Promise.race([running.then(() => "done"), delay(300).then(() => "waiting")]);
    assert.equal(await early, "waiting");
    await empty.query(documented);
    assert.match((await running).summary, /\+3 users/);
  });

  it("takes a half-made table as not migrated", async () => {
    await database.query("alter table membership.stacks drop column region_id");
    await rejects(request, /membership\.stacks has no column region_id/);
  });

  it("names a schema that is spelled wrong", async () => {
    await rejects(
      { ...request, schema: "membreship" },
      /no table membreship\.users.*schema's name/,
    );
  });

  it("names a server that isn't there", async () => {
    const port = await findFreePort();
    const started = Date.now();
    await rejects(
      { ...request, connection: { ...database.connection, port } },
      new RegExp(
        `database at 127\\.0\\.0\\.1:${port} can't be reached \\(ECONNREFUSED\\): check host`,
      ),
    );
    assert.ok(Date.now() - started < 2000, "without retries");
  });

  it("names a host that isn't in DNS", async () => {
    const connection = { ...database.connection, host: "no-such-host.invalid" };
    await rejects({ ...request, connection }, /"no-such-host\.invalid" wasn't found in DNS/);
  });

  it("gives up on a server that never answers", async () => {
    const server = createServer(() => undefined);
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    try {
      const connection = { ...database.connection, port, connectTimeoutSeconds: 1 };
      await rejects({ ...request, connection }, /didn't answer within 1 seconds/);
      assert.equal(clientConfig(database.connection).connectionTimeoutMillis, 15_000);
    } finally {
      server.close();
    }
  });

  it("names a wrong password without showing it", async () => {
    const connection = { ...database.connection, password: "sesame-wrong" };
    await rejects({ ...request, connection }, /refused the login of role postgres/);
  });

  it("names a database that does not exist", async () => {
    const connection = { ...database.connection, database: "nowhere" };
    await rejects({ ...request, connection }, /has no database "nowhere"/);
  });

  it("refuses to talk in clear unless told to", async () => {
    const { tlsMode: _, ...connection } = database.connection;
    await rejects({ ...request, connection }, /doesn't support TLS/);
    for (const tlsMode of ["verify-ca", "require"] as const) {
      await rejects({ ...request, connection: { ...connection, tlsMode } }, /doesn't support TLS/);
    }
  });

  it("names a read-only server, which still tells what there is to do", async () => {
    const name = database.connection.database;
    await asAdmin(`alter database ${name} set default_transaction_read_only = on`);
    await rejects(request, /read-only \(a replica, .*primary server/);
    assert.equal(hasChanges(await previewSeed(request)), true);
    assert.match((await sqlFile(request)).text, /alice@example\.com/);
    assert.deepEqual((await importSeed(database.connection)).specification.users, []);
  });

  it("names the rights that a role lacks, and how to grant them", async () => {
    const role = `weak_${database.connection.database}`;
    await asAdmin(`create role ${role} login password 'w3ak-pass'`);
    const connection = { ...database.connection, user: role, password: "w3ak-pass" };
    await rejects(
      { ...request, connection },
      new RegExp(
        `isn't allowed to use schema membership\\. .* run: grant usage on schema membership to ${role};$`,
      ),
    );
    await database.query(`
      grant usage on schema membership to ${role};
      grant select, insert, update on all tables in schema membership to ${role};
      revoke insert, update on membership.regions from ${role};
    `);
    await rejects(
      { ...request, connection },
      new RegExp(`lacks rights.*grant insert, update on membership\\.regions to ${role};$`),
    );
    await database.query(`grant insert, update on membership.regions to ${role}`);
    // Nothing more is needed.
    await applySeed({ ...request, connection });
  });

  it("reports a specification's problems before it connects", async () => {
    const connection = { ...database.connection, host: "no-such-host.invalid" };
    await rejects(
      { connection, specification: { users: [{ email: "x" }] } },
      /^users\[0\]\.email: is not an e-mail address/,
    );
  });

  it("explains a deletion that another table forbids", async () => {
    await database.query(
      "create table membership.invitations (user_id text references membership.users (id))",
    );
    const { owned } = await applySeed({ ...request, specification: { users: example.users } });
    await database.query("insert into membership.invitations select id from membership.users");
    const before = await rowsOf(database);
    await rejects(
      {
        ...request,
        specification: {},
        previous: { specification: { users: example.users }, owned },
        prune: "owned",
      },
      /because of a reference \(constraint invitations_user_id_fkey\)/,
    );
    assert.deepEqual(await rowsOf(database), before);
  });

  it("does not show the row that the server quotes", async () => {
    await database.query(
      "alter table membership.stacks add constraint short check (length(client_secret) < 5)",
    );
    await rejects(request, /violates the check short of table stacks/);
    await database.query(`
      alter table membership.stacks drop constraint short;
      alter table membership.stacks alter client_secret type varchar(5);
    `);
    await rejects(request, /too long for its column/);
    await assert.doesNotReject(previewSeed(request));
  });
});

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
