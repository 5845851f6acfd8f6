import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hashSync } from "bcryptjs";
import { escapeLiteral } from "pg";
import type { DexPostgres, DexUser } from "../../../dex/document";
import type { Dex } from "../../../sandbox/servers/dex";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { createAuthority, fromNow } from "../../support/certificates";
import { logIn } from "../support/login";
import { hasLogged, keepServers } from "../support/servers";
import { startTlsPostgres, type TlsPostgres } from "../support/tls-postgres";
import { issuerAt, startTestDex } from "./dex-for-tests";
import { usersOf } from "./generated-documents";

const PASSWORD = "a password of a local user";
/** With everything that a file, a template or a connection string could change. */
const DATABASE_PASSWORD = `dex $HOME {{ .Env }} 'x' "y" \\z %41`;

const user = (name: string, expiresAt?: Date) => ({
  email: `${name}@example.com`,
  hash: hashSync(PASSWORD, 10),
  ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
});

describe("a Dex that keeps its state in a real Postgres, by verified TLS", function () {
  this.timeout(180_000);
  const servers = keepServers();
  let folder = "";
  let port = 0;
  let postgres: TlsPostgres;
  let storage: DexPostgres;
  let dex: Dex;

  /** The authority's certificate as a file. */
  const fileOf = (name: string, certificate: string) => {
    const file = path.join(folder, `${name}.crt`);
    writeFileSync(file, certificate);
    return file;
  };

  const start = async (users: readonly DexUser[], changes: Partial<DexPostgres> = {}) => {
    dex = servers.keep(
      "Dex",
      await startTestDex({ port, users, storage: { ...storage, ...changes } }),
    );
  };

  before(async function () {
    // On a new machine Dex is built first.
    this.timeout(1_200_000);
    folder = mkdtempSync(path.join(tmpdir(), "formance-dex-files-"));
    const authority = await createAuthority();
    const keys = await authority.issue({ names: ["127.0.0.1"] });
    postgres = servers.keep("PostgreSQL", await startTlsPostgres(keys, authority.certificate));
    await postgres.query(`create role dex login password ${escapeLiteral(DATABASE_PASSWORD)}`);
    await postgres.query("create database dex owner dex");
    port = await findFreePort();
    storage = {
      type: "postgres",
      host: "127.0.0.1",
      port: postgres.port,
      database: "dex",
      user: "dex",
      password: DATABASE_PASSWORD,
      tlsMode: "verify-full",
      caFile: fileOf("authority", authority.certificate),
    };
    await start(
      await usersOf([
        user("permanent"),
        user("removed"),
        user("emergency", fromNow(30)),
        user("ended", fromNow(-1)),
      ]),
    );
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const attempt = (name: string) =>
    logIn({
      issuer: issuerAt(port),
      connector: "local",
      login: `${name}@example.com`,
      password: PASSWORD,
    });

  const expectRefused = async (name: string) => {
    const result = await attempt(name);
    assert.ok("page" in result, `${name} was let in`);
    assert.match(result.page, /Invalid Email Address and password/);
  };

  /** Ids of the keys that sign tokens. */
  const keyIds = async () => {
    const answer = await fetch(`${issuerAt(port)}/keys`);
    const { keys } = (await answer.json()) as { keys: { kid: string }[] };
    return keys.map(({ kid }) => kid);
  };

  it("logs users in, and every connection of it is encrypted", async () => {
    const result = await attempt("permanent");
    assert.ok("claims" in result, JSON.stringify(result));
    const connections = await postgres.query<{ ssl: boolean }>(
      "select ssl from pg_stat_ssl join pg_stat_activity using (pid) where usename = 'dex'",
    );
    assert.ok(connections.length > 0, "it has no connection");
    assert.ok(connections.every(({ ssl }) => ssl));
  });

  it("lets a user for emergencies in until the day on which it ends", async () => {
    assert.ok("claims" in (await attempt("emergency")));
    await expectRefused("ended");
  });

  it("goes on after a restart, and keeps a removed user out", async () => {
    const permanent = await attempt("permanent");
    const removed = await attempt("removed");
    assert.ok("claims" in permanent && "claims" in removed);
    const ids = await keyIds();
    await dex.stop();
    await start(await usersOf([user("permanent")]));
    assert.deepEqual(await keyIds(), ids);
    await permanent.refresh();
    await assert.rejects(removed.refresh());
    await hasLogged(dex, /failed to refresh identity.*user not found/);
    await expectRefused("removed");
  });

  it("does not start where the database's certificate is another authority's", async () => {
    const { certificate } = await createAuthority("Stranger");
    await dex.stop();
    await assert.rejects(
      start([], { caFile: fileOf("stranger", certificate) }),
      /x509: certificate signed by unknown authority/,
    );
  });

  it("does not start where the database's certificate is made for another name", async () => {
    await dex.stop();
    await assert.rejects(start([], { host: "localhost" }), /x509: certificate is .*localhost/);
  });
});
