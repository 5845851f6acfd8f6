import assert from "node:assert/strict";
import { chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { removePostgres, startPostgres, stopPostgres } from "../../sandbox/servers/postgres";
import { applySeed } from "../../seed/apply";
import type { SeedRequest } from "../../seed/request";
import { sqlFile } from "../../seed/backends/sql-file";
import type { SeedConnection } from "../../seed/connection";
import { SeedError } from "../../seed/errors";
import { importSeed } from "../../seed/import";
import { hasChanges } from "../../seed/summary";
import { createAuthority, type KeyPair, type TestAuthority } from "../support/certificates";
import { createDatabase, type TestDatabase, testServer, wrapDatabase } from "../support/postgres";
import { startTlsFront, type TlsFront } from "../support/tls-front";
import { documented } from "./schemas";
import { example, rowsOf, runSql } from "./support";

async function rejects(request: SeedRequest, expected: RegExp): Promise<void> {
  await assert.rejects(applySeed(request), (error: unknown) => {
    assert.ok(error instanceof SeedError, String(error));
    assert.match(error.message, expected);
    return true;
  });
}

describe("a server whose TLS certificate does not verify", () => {
  let authority: TestAuthority;
  let database: TestDatabase;
  const fronts: TlsFront[] = [];

  before(async () => {
    authority = await createAuthority();
    database = await createDatabase(documented);
  });

  after(async () => {
    for (const front of fronts) await front.close();
  });

  async function behind(pair: KeyPair, more: Partial<SeedConnection>): Promise<SeedRequest> {
    const front = await startTlsFront((await testServer()).port, pair);
    fronts.push(front);
    const { tlsMode: _, ...connection } = database.connection;
    return {
      connection: { ...connection, host: "localhost", port: front.port, ...more },
      specification: example,
    };
  }

  const refusals: [string, readonly string[], boolean, RegExp][] = [
    ["an unknown authority", ["localhost"], false, /UNABLE_TO_VERIFY_LEAF_SIGNATURE/],
    ["another host's name", ["db.example.com"], true, /ERR_TLS_CERT_ALTNAME_INVALID/],
  ];
  for (const [what, names, trusted, code] of refusals) {
    it(`is refused for ${what}, with the way out`, async () => {
      const pair = await authority.issue({ names });
      const request = await behind(pair, trusted ? { tlsCa: authority.certificate } : {});
      await rejects(request, code);
      await rejects(
        request,
        /The TLS certificate of localhost:\d+ was refused .*: give its authority's PEM as tlsCa, and use the host name/,
      );
      assert.deepEqual((await rowsOf(database)).users, []);
    });
  }

  it("is refused when it has expired", async () => {
    const notAfter = new Date(Date.now() - 60_000);
    const pair = await authority.issue({ names: ["localhost"], notAfter });
    const request = await behind(pair, { tlsCa: authority.certificate });
    await rejects(request, /was refused \(CERT_HAS_EXPIRED\): renew the server's certificate/);
  });

  it("is taken when it verifies, and by verify-ca for any name", async () => {
    const pair = await authority.issue({ names: ["localhost"] });
    const request = await behind(pair, { tlsCa: authority.certificate });
    assert.match((await applySeed(request)).summary, /^\+3 users/);
    const other = await authority.issue({ names: ["db.example.com"] });
    const lenient = await behind(other, { tlsCa: authority.certificate, tlsMode: "verify-ca" });
    assert.equal((await applySeed(lenient)).summary, "13 unchanged");
  });

  it("is verified by require too where an authority is given, as by the services' drivers", async () => {
    const pair = await authority.issue({ names: ["db.example.com"] });
    const { certificate: another } = await createAuthority();
    const request = await behind(pair, { tlsCa: another, tlsMode: "require" });
    await rejects(request, /The TLS certificate of localhost:\d+ was refused/);
    const own = await behind(pair, { tlsCa: authority.certificate, tlsMode: "require" });
    assert.match((await applySeed(own)).summary, /unchanged|\+3 users/);
  });
});

describe("a hot standby", () => {
  it("is named with the way out, by each back end, and nothing changes", async function () {
    this.timeout(180_000);
    const directory = mkdtempSync(path.join(tmpdir(), "formance-standby-"));
    try {
      const { host, port, user, password } = await startPostgres({ directory, durable: false });
      const connection = { host, port, user, password, database: "postgres" } as const;
      const database = wrapDatabase({ ...connection, tlsMode: "disable" });
      await database.query(documented);
      const { connection: place } = database;
      const file = await sqlFile({ connection: place, specification: example });
      await stopPostgres(directory);
      makeStandby(directory);
      await startPostgres({ directory, durable: false });
      const [{ standby } = {}] = await database.query("select pg_is_in_recovery() as standby");
      assert.equal(standby, true);
      await rejects(
        { connection: database.connection, specification: example },
        /read-only \(a replica, .*: connect the seed to the primary server/,
      );
      const { plan, text } = await sqlFile({ connection: place, specification: example });
      assert.equal(text, file.text);
      assert.equal(hasChanges(plan), true);
      assert.deepEqual((await importSeed(place)).specification.users, []);
      await assert.rejects(runSql(database, file.text), /recovery|read-only transaction/);
      assert.deepEqual((await rowsOf(database)).users, []);
    } finally {
      await removePostgres(directory);
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

/** Makes the stopped server start as a standby that follows nobody. */
function makeStandby(directory: string): void {
  const record = JSON.parse(readFileSync(path.join(directory, "server.json"), "utf8")) as {
    home: string;
  };
  const data = path.join(record.home, "data");
  const signal = path.join(data, "standby.signal");
  writeFileSync(signal, "");
  const { uid, gid } = statSync(data);
  chownSync(signal, uid, gid);
}
