import { deepEqual, equal, match } from "node:assert/strict";
import { createServer, type AddressInfo, type Socket } from "node:net";

import { runChains } from "../../../../checks/chain";
import type { CheckResult } from "../../../../checks/check";
import { identityPreflight } from "../../../../checks/preflight/identity/chains";
import {
  createAuthority,
  fromNow,
  type KeyPair,
  type TestAuthority,
} from "../../../support/certificates";
import {
  startLdapServer,
  type LdapServer,
  type LdapServerOptions,
} from "../../../support/ldap-server";

const PASSWORD = "seeker-7Hq2";
const BIND_DN = "cn=seeker,dc=example,dc=com";
const user = {
  dn: "uid=ada,ou=people,dc=example,dc=com",
  attributes: { uid: "ada", mail: "ada@example.com" },
};
const group = { dn: "cn=staff,ou=groups,dc=example,dc=com", attributes: { cn: "staff" } };

describe("the preflight of a directory", () => {
  let authority: TestAuthority;
  let keys: KeyPair;
  let server: LdapServer | undefined;

  before(async () => {
    authority = await createAuthority();
    keys = await authority.issue({ names: ["127.0.0.1"] });
  });

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  const start = async (changes: Partial<LdapServerOptions> = {}) => {
    server = await startLdapServer({
      mode: "ldaps",
      keys,
      account: { dn: BIND_DN, password: PASSWORD },
      entries: { "ou=people,dc=example,dc=com": [user], "ou=groups,dc=example,dc=com": [group] },
      ...changes,
    });
    return server;
  };

  const check = (port: number, changes: Record<string, unknown> = {}, timeLimit = 20_000) =>
    runChains(
      identityPreflight({
        callbackUri: "https://dex.example.com/callback",
        connectors: [
          {
            type: "ldap",
            id: "directory",
            config: {
              host: `127.0.0.1:${port}`,
              rootCA: authority.certificate,
              bindDN: BIND_DN,
              bindPW: PASSWORD,
              userSearch: {
                baseDN: "ou=people,dc=example,dc=com",
                filter: "(objectClass=person)",
                username: "uid",
              },
              groupSearch: { baseDN: "ou=groups,dc=example,dc=com", nameAttr: "cn" },
              ...changes,
            },
          },
        ],
      }),
      { timeLimit },
    );

  const statuses = (results: readonly CheckResult[]) =>
    results.map(({ id, status }) => `${id} ${status}`);

  const expectFailure = (results: readonly CheckResult[], id: string, evidence: RegExp) => {
    const failure = results.find(({ status }) => status === "failed");
    equal(failure?.id, id, JSON.stringify(results));
    match(failure.evidence, evidence);
    equal(typeof failure.remedy, "string");
    equal(JSON.stringify(results).includes(PASSWORD), false);
  };

  it("connects by TLS, logs in and finds users and groups", async () => {
    const { port, searches } = await start();
    const results = await check(port);
    deepEqual(statuses(results), ["ldap-connect ok", "ldap-bind ok", "ldap-search ok"]);
    deepEqual(searches, ["ou=people,dc=example,dc=com", "ou=groups,dc=example,dc=com"]);
    match(results[0]?.evidence ?? "", /over TLS; its certificate is trusted/);
  });

  it("does so by StartTLS, and with the authority in base64", async () => {
    const { port } = await start({ mode: "plain" });
    const rootCAData = Buffer.from(authority.certificate).toString("base64");
    const results = await check(port, { startTLS: true, rootCA: undefined, rootCAData });
    match(results[0]?.evidence ?? "", /over StartTLS/);
    deepEqual(statuses(results), ["ldap-connect ok", "ldap-bind ok", "ldap-search ok"]);
  });

  it("warns of passwords in clear", async () => {
    const { port } = await start({ mode: "plain" });
    const results = await check(port, { insecureNoSSL: true });
    deepEqual(statuses(results), ["ldap-connect warning", "ldap-bind ok", "ldap-search ok"]);
  });

  it("tells an authority that is not trusted", async () => {
    const { port } = await start();
    const other = await createAuthority("Another");
    expectFailure(
      await check(port, { rootCA: other.certificate }),
      "ldap-connect",
      /authority that isn't trusted here/,
    );
  });

  it("tells the same of StartTLS", async () => {
    const { port } = await start({ mode: "plain" });
    expectFailure(
      await check(port, { startTLS: true, rootCA: undefined }),
      "ldap-connect",
      /authority that isn't trusted here/,
    );
  });

  it("tells an expired certificate", async () => {
    const expired = await authority.issue({
      names: ["127.0.0.1"],
      notBefore: fromNow(-1.5),
      notAfter: fromNow(-1),
    });
    const { port } = await start({ keys: expired });
    expectFailure(await check(port), "ldap-connect", /has expired/);
  });

  it("tells a certificate for another host", async () => {
    const { port } = await start({ keys: await authority.issue({ names: ["ldap.example.com"] }) });
    expectFailure(await check(port), "ldap-connect", /is for other names/);
  });

  it("tells a server without StartTLS", async () => {
    const plain: LdapServerOptions = {
      mode: "plain",
      account: { dn: BIND_DN, password: PASSWORD },
      entries: {},
    };
    server = await startLdapServer(plain);
    const results = await check(server.port, { startTLS: true });
    expectFailure(results, "ldap-connect", /doesn't offer StartTLS/);
    deepEqual(statuses(results).slice(1), ["ldap-bind not-done", "ldap-search not-done"]);
  });

  it("tells a server that is not there", async () => {
    const { port } = await start();
    await server?.close();
    server = undefined;
    expectFailure(await check(port), "ldap-connect", /accepts no connections/);
  });

  it("tells a refused password", async () => {
    const { port } = await start();
    const results = await check(port, { bindPW: "wrong" });
    expectFailure(results, "ldap-bind", /refuses cn=seeker,dc=example,dc=com/);
    equal(results[2]?.status, "not-done");
  });

  it("tells a base that is not there", async () => {
    const { port } = await start();
    expectFailure(
      await check(port, { userSearch: { baseDN: "ou=nobody,dc=example,dc=com", username: "uid" } }),
      "ldap-search",
      /has no ou=nobody,dc=example,dc=com, where userSearch starts/,
    );
  });

  it("warns of no users, of no groups, and of users without an address", async () => {
    const people = "ou=people,dc=example,dc=com";
    const groups = "ou=groups,dc=example,dc=com";
    const cases = [
      [{ [people]: [], [groups]: [group] }, /No user below/],
      [{ [people]: [user], [groups]: [] }, /no group below/],
      [{ [people]: [{ ...user, attributes: { uid: "ada" } }], [groups]: [group] }, /no mail/],
    ] as const;
    for (const [entries, evidence] of cases) {
      const started = await start({ entries });
      const found = (await check(started.port)).find(({ id }) => id === "ldap-search");
      equal(found?.status, "warning");
      match(found.evidence, evidence);
      await started.close();
    }
    server = undefined;
  });

  it("gives up a server that hangs", async () => {
    const open: Socket[] = [];
    const silent = createServer((socket) => open.push(socket.on("error", () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    expectFailure(await check(port, {}, 200), "ldap-connect", /No answer within 0.2 seconds/);
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  it("says what it can't read", async () => {
    const results = await check(1, { rootCA: { secretRef: { name: "ca", key: "ca.crt" } } });
    deepEqual(
      results.map(({ status }) => status),
      ["not-done", "not-done", "not-done"],
    );
    match(results[0]?.evidence ?? "", /rootCA .*Secret/);
  });
});
