import assert from "node:assert/strict";
import { createAuthority, type TestAuthority } from "../../support/certificates";
import { keepServers } from "../support/servers";
import type { Slapd } from "../support/slapd";
import { checkConnector, type Finding } from "./check-connector";
import { directoryConnector, startDirectory } from "./directory";

describe("the preflight of a real OpenLDAP", function () {
  this.timeout(180_000);
  const servers = keepServers();
  let authority: TestAuthority;
  let slapd: Slapd;
  let withoutTls: Slapd;

  before(async function () {
    // On a new machine OpenLDAP is downloaded first.
    this.timeout(600_000);
    authority = await createAuthority();
    const keys = await authority.issue({ names: ["127.0.0.1"] });
    slapd = servers.keep("slapd", await startDirectory(keys));
    withoutTls = servers.keep("slapd without TLS", await startDirectory());
  });

  const connector = (changes: Record<string, unknown> = {}) => ({
    ...directoryConnector(slapd.port, authority.certificate),
    ...changes,
  });

  const statuses = (results: readonly Finding[]) =>
    results.map(({ id, status }) => `${id}: ${status}`);

  it("finds all in order", async () => {
    const results = await checkConnector(connector());
    assert.deepEqual(results, [
      {
        id: "ldap-connect",
        status: "ok",
        evidence: `127.0.0.1:${slapd.port} answers over StartTLS; its certificate is trusted.`,
      },
      { id: "ldap-bind", status: "ok", evidence: "Logged in as cn=dex,dc=example,dc=com." },
      { id: "ldap-search", status: "ok", evidence: "Users and groups are found." },
    ]);
  });

  it("tells a wrong password of the account that searches", async () => {
    const results = await checkConnector(connector({ bindPassword: "wrong-5RkQ" }));
    assert.equal(results[0]?.status, "ok");
    assert.equal(results[1]?.status, "failed");
    assert.match(results[1].evidence, /refuses cn=dex,dc=example,dc=com with this password/);
    assert.doesNotMatch(JSON.stringify(results), /wrong-5RkQ/);
  });

  it("tells a certificate of another authority", async () => {
    const { certificate } = await createAuthority("Stranger");
    const [connect] = await checkConnector(connector({ ca: certificate }));
    assert.equal(connect?.status, "failed");
    assert.match(connect.evidence, /certificate/);
  });

  it("tells a server without StartTLS", async () => {
    const [connect] = await checkConnector(connector({ host: `127.0.0.1:${withoutTls.port}` }));
    assert.equal(connect?.status, "failed");
    assert.match(connect.evidence, /^127\.0\.0\.1:\d+ doesn't offer StartTLS/);
  });

  it("tells a server that doesn't speak TLS from the start", async () => {
    const [connect] = await checkConnector(connector({ config: { startTLS: false } }));
    assert.equal(connect?.status, "failed");
  });

  it("tells a base that the directory lacks", async () => {
    const baseDN = "ou=staff,dc=example,dc=com";
    const { config } = directoryConnector(slapd.port, "");
    const userSearch = { ...config.userSearch, baseDN };
    const results = await checkConnector(connector({ config: { ...config, userSearch } }));
    assert.deepEqual(statuses(results).slice(0, 2), ["ldap-connect: ok", "ldap-bind: ok"]);
    assert.equal(results[2]?.status, "failed");
    assert.match(results[2].evidence, /has no ou=staff,dc=example,dc=com, where userSearch starts/);
  });

  it("tells a filter that no user passes", async () => {
    const { config } = directoryConnector(slapd.port, "");
    const userSearch = { ...config.userSearch, filter: "(objectClass=account)" };
    const results = await checkConnector(connector({ config: { ...config, userSearch } }));
    assert.equal(results[2]?.status, "warning");
    assert.match(results[2].evidence, /No user below dc=example,dc=com matches/);
  });
});
