import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { documentedTables } from "../../../sandbox/servers/postgres/membership-tables";
import { createDatabase, type TestDatabase } from "../../support/postgres";
import { Consumer, yamlProgram } from "./consumer";

const rows = `
  select (select count(*) from membership.users)::int as users,
         (select count(*) from membership.organizations)::int as organizations,
         (select count(*) from membership.stacks)::int as stacks`;

describe("a seed that is cancelled in the plugin", function () {
  this.timeout(300_000);
  let consumer: Consumer;
  let database: TestDatabase;

  before(async () => {
    consumer = await Consumer.open("yaml");
  });

  after(async () => {
    await consumer.close();
  });

  const useDatabase = async (ddl: string) => {
    database = await createDatabase(ddl);
    const { password, ...connection } = database.connection;
    const properties = {
      connection: { ...connection, password: { "fn::secret": password }, allowInsecure: true },
      users: [{ email: "alice@example.com" }],
      organizations: [{ name: "Acme", owner: "alice@example.com" }],
      regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
      stacks: [{ name: "demo", organization: "Acme", region: "eu-1" }],
    };
    consumer.edit("Pulumi.yaml", () => yamlProgram("seed", "MembershipSeed", properties));
  };

  /** Starts an update, and presses Ctrl-C once the seed has come to where it waits. */
  const cancelWhen = async (waiting: () => Promise<boolean>) => {
    const args = ["up", "--yes", "--skip-preview", "--non-interactive", "--color", "never"];
    const update = spawn("pulumi", args, { cwd: consumer.folder, env: consumer.env });
    let text = "";
    for (const stream of [update.stdout, update.stderr]) {
      stream.on("data", (part: Buffer) => {
        text += part.toString();
      });
    }
    const closed = once(update, "close");
    while (!(await waiting())) {
      assert.equal(update.exitCode, null, text);
      await sleep(100);
    }
    update.kill("SIGINT");
    return { closed, text: () => text };
  };

  /** Whether the seed's session waits for what another one holds. */
  const isBlocked = async () =>
    (await database.query("select 1 from pg_locks where not granted")).length > 0;

  /** Holds the table until the work is done. */
  const whileLocked = async <Result>(table: string, work: () => Promise<Result>) => {
    const { tlsMode: _, ...connection } = database.connection;
    const other = new Client(connection);
    await other.connect();
    try {
      await other.query("begin");
      await other.query(`lock table ${table} in access exclusive mode`);
      return await work();
    } finally {
      await other.end();
    }
  };

  it("writes everything or nothing, and the next update goes on from there", async () => {
    await useDatabase(documentedTables);
    // The seed comes to the stacks last, with the rows of the others written.
    const { closed, text } = await whileLocked("membership.stacks", async () => {
      const update = await cancelWhen(isBlocked);
      await sleep(1000);
      return update;
    });
    const [code] = (await closed) as [number];
    assert.notEqual(code, 0, text());
    assert.doesNotMatch(text(), /^ *at .*\.js:\d+/m);
    const [after] = await database.query(rows);
    assert.deepEqual(after, { users: 0, organizations: 0, stacks: 0 });
    await consumer.pulumi("up", "--yes");
    const [seeded] = await database.query(rows);
    assert.deepEqual(seeded, { users: 1, organizations: 1, stacks: 1 });
    await consumer.pulumi("up", "--yes", "--expect-no-changes");
  });
});
