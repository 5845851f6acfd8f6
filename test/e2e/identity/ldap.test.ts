import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Dex } from "../../../sandbox/servers/dex";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { createAuthority } from "../../support/certificates";
import { logIn } from "../support/login";
import { hasLogged, keepServers } from "../support/servers";
import type { Slapd } from "../support/slapd";
import { issuerAt, startTestDex } from "./dex-for-tests";
import { directoryConnector, PASSWORD, startDirectory } from "./directory";
import { connectorsOf } from "./generated-documents";

describe("a login through Dex at a real OpenLDAP, by StartTLS", function () {
  this.timeout(180_000);
  const servers = keepServers();
  let folder = "";
  let slapd: Slapd;
  let dex: Dex;

  before(async function () {
    // On a new machine Dex is built and OpenLDAP downloaded first.
    this.timeout(1_200_000);
    folder = mkdtempSync(path.join(tmpdir(), "formance-dex-files-"));
    const authority = await createAuthority();
    const stranger = await createAuthority();
    const keys = await authority.issue({ names: ["127.0.0.1"] });
    slapd = servers.keep("slapd", await startDirectory(keys));
    const port = await findFreePort();
    const connectors = await connectorsOf(
      [
        directoryConnector(slapd.port, authority.certificate),
        {
          ...directoryConnector(slapd.port, stranger.certificate),
          id: "distrusted",
          bindDn: "cn=distrusted,dc=example,dc=com",
        },
      ],
      { issuer: issuerAt(port), folder },
    );
    dex = servers.keep("Dex", await startTestDex({ port, connectors }));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const attempt = (login: string, password = PASSWORD, connector = "directory") =>
    logIn({ issuer: dex.issuer, connector, login, password });

  it("gives the ID token the user's name, address and groups", async () => {
    const result = await attempt("ada");
    assert.ok("claims" in result, JSON.stringify(result));
    const { claims } = result;
    assert.equal(claims.email, "ada@example.com");
    assert.equal(claims.email_verified, true);
    assert.equal(claims.name, "Ada Lovelace");
    assert.equal(claims.preferred_username, "ada");
    assert.deepEqual(claims.groups, ["finance", "operations"]);
  });

  it("gives no groups to a user who is in none", async () => {
    const result = await attempt("bob");
    assert.ok("claims" in result, JSON.stringify(result));
    assert.equal(result.claims.email, "bob@example.com");
    assert.equal(result.claims.groups, undefined);
  });

  for (const [who, login, password] of [
    ["a wrong password", "ada", "wrong"],
    ["an empty password, which a directory takes as a login of nobody", "ada", ""],
    ["a user whom the directory doesn't have", "eve", PASSWORD],
    ["a user whom the connector's filter keeps out", "carl", PASSWORD],
    ["a login that would be a filter", "a*", PASSWORD],
  ] as const) {
    it(`is refused with ${who}`, async () => {
      const result = await attempt(login, password);
      assert.ok("page" in result, "it was let in");
      assert.match(result.page, /Invalid Username and password/);
    });
  }

  it("sends no password to a server whose certificate is another authority's", async () => {
    const result = await attempt("ada", PASSWORD, "distrusted");
    assert.ok("page" in result, "it was let in");
    assert.equal(result.status, 500);
    await hasLogged(dex, /x509: certificate signed by unknown authority/);
    await hasLogged(slapd, /TLS negotiation failure/);
    assert.doesNotMatch(slapd.log(), /cn=distrusted/);
  });
});
