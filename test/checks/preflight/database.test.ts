import { deepEqual, equal, match, ok } from "node:assert/strict";
import { randomBytes } from "node:crypto";

import { runChains } from "../../../checks/chain";
import type { CheckResult } from "../../../checks/check";
import { databasePreflight } from "../../../checks/preflight/database/chains";
import { SEALED } from "../../../config/secret-text";
import { changed, load } from "../../config/support";
import { asAdmin, testServer } from "../../support/postgres";

describe("the preflight of the databases", () => {
  const role = `preflight_${randomBytes(4).toString("hex")}`;
  const password = randomBytes(12).toString("hex");
  let server: Awaited<ReturnType<typeof testServer>>;

  before(async () => {
    server = await testServer();
    await asAdmin(`create role ${role} login password '${password}'`);
  });

  after(() => asAdmin(`drop role ${role}`));

  const check = async (database: Record<string, unknown>, others: Record<string, unknown> = {}) => {
    const { host, port } = server;
    const place = { host, port, tlsMode: "disable", allowInsecure: true };
    const config = load(changed({ ...others, database: { ...place, ...database } }));
    const results = await runChains(databasePreflight(config), { timeLimit: 20_000 });
    ok(!JSON.stringify(results).includes(password));
    return results;
  };

  const managed = (admin: Record<string, unknown>, others: Record<string, unknown> = {}) =>
    check({
      mode: "managed",
      membership: null,
      dex: null,
      console: null,
      portal: null,
      admin,
      ...others,
    });

  const statuses = (results: readonly CheckResult[]) =>
    results.map(({ id, status }) => `${id} ${status}`);

  it("finds nothing wrong with a superuser", async () => {
    const results = await managed({ user: server.user, password: server.password });
    deepEqual(statuses(results), ["database-login ok", "may-create-databases ok"]);
    deepEqual(new Set(results.map(({ path }) => path)), new Set(["database.admin"]));
  });

  it("names the rights that an administrator lacks", async () => {
    const [, makes] = await managed({ user: role, password, superuser: false });
    equal(makes?.status, "failed");
    match(makes.evidence, /lacks CREATEDB and CREATEROLE/);
    match(makes.remedy ?? "", /alter role preflight_\w+ createdb createrole/);
  });

  it("takes one who may make databases for no superuser", async () => {
    await asAdmin(`alter role ${role} createdb createrole`);
    try {
      const rights = { user: role, password };
      equal((await managed({ ...rights, superuser: false }))[1]?.status, "ok");
      const [, makes] = await managed(rights);
      equal(makes?.status, "failed");
      match(makes.evidence, /isn't a superuser, but database\.admin\.superuser says/);
    } finally {
      await asAdmin(`alter role ${role} nocreatedb nocreaterole`);
    }
  });

  it("says that the server refuses a login, or can't be reached, and waits with the rest", async () => {
    const refused = await managed({ user: `${role}_x`, password });
    deepEqual(statuses(refused), ["database-login failed", "may-create-databases not-done"]);
    match(refused[0]?.evidence ?? "", /refused the login of role/);
    const [login] = await managed({ user: role, password }, { port: 1 });
    equal(login?.status, "failed");
    match(login.evidence, /can't be reached/);
  });

  it("tries each role of databases that are there", async () => {
    const own = { user: role, password, database: "postgres" };
    const results = await check({
      membership: own,
      dex: { ...own, database: "nowhere" },
      console: { user: role, password: null, passwordSecret: { name: "a", key: "b" } },
      portal: { user: role, password: SEALED },
    });
    deepEqual(
      results.map(({ path, status }) => `${path ?? ""} ${status}`),
      [
        "database.membership ok",
        "database.dex failed",
        "database.console not-done",
        "database.portal not-done",
      ],
    );
    match(results[1]?.evidence ?? "", /no database "nowhere"/);
    match(results[3]?.evidence ?? "", /is encrypted, and the stack's secrets weren't decrypted/);
  });

  it("tries each role on the server of its own service, with that server's TLS", async () => {
    const { host, port } = server;
    const own = { user: role, password, database: "postgres" };
    const elsewhere = { host: "127.0.0.1", port: 1 };
    const results = await check({
      ...elsewhere,
      tlsMode: "verify-full",
      membership: { ...own, host, port, tlsMode: "disable" },
      dex: { ...own, host, port },
      console: own,
      portal: {
        password: null,
        url: `postgresql://${role}:${password}@${host}:${port}/postgres?sslmode=disable`,
      },
    });
    deepEqual(
      results.map(({ path, subject, status }) => `${path ?? ""} ${subject} ${status}`),
      [
        `database.membership membership at ${host}:${port} ok`,
        `database.dex dex at ${host}:${port} not-done`,
        "database.console console at 127.0.0.1:1 not-done",
        `database.portal portal at ${host}:${port} ok`,
      ],
      JSON.stringify(results),
    );
  });

  it("asks the common server at the operator's address, and another one at its own", async () => {
    const { host, port } = server;
    const own = { user: role, password, database: "postgres" };
    const seed = { users: [{ email: "one@example.com" }] };
    const all = { membership: own, dex: own, console: own, portal: own };
    const [common] = await check({ ...all, operatorHost: "127.0.0.1", operatorPort: 1 }, { seed });
    equal(common?.subject, "membership at 127.0.0.1:1");
    const membership = { ...own, host, port, tlsMode: "disable" };
    const [elsewhere] = await check(
      { ...all, membership, operatorHost: "127.0.0.1", operatorPort: 1 },
      { seed },
    );
    equal(elsewhere?.subject, `membership at ${host}:${port}`);
    equal(elsewhere.status, "ok");
  });

  it("has no password to try where the role is one of AWS's", async () => {
    const iam = { user: role, password: null, iam: true, tlsMode: "verify-full" };
    const [membership] = await check({ membership: iam });
    equal(membership?.status, "not-done");
    match(membership.evidence, /IAM/);
  });

  it("leaves a server to the pods that this machine need not reach", async () => {
    const own = { user: role, password };
    const all = { port: 1, membership: own, dex: own, console: own, portal: own };
    const results = await check(all);
    deepEqual(new Set(results.map(({ status }) => status)), new Set(["not-done"]));
    const seed = { users: [{ email: "one@example.com" }] };
    const [membership, ...others] = await check(all, { seed });
    equal(membership?.status, "failed");
    deepEqual(new Set(others.map(({ status }) => status)), new Set(["not-done"]));
  });
});
