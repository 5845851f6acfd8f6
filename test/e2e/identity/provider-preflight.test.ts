import assert from "node:assert/strict";
import type { Dex } from "../../../sandbox/servers/dex";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { selfSigned, type KeyPair } from "../../support/certificates";
import { CLIENT } from "../support/login";
import { startSamlIdp, type SamlIdp } from "../support/saml-idp";
import { keepServers } from "../support/servers";
import { checkConnector, type Finding } from "./check-connector";
import { startTestDex } from "./dex-for-tests";

/** Where a stack of example.com is returned to. */
const CALLBACK = "https://dex.example.com/callback";

describe("the preflight of a real Dex as provider, and of a SAML identity provider", function () {
  this.timeout(180_000);
  const servers = keepServers();
  let dex: Dex;
  /** It returns users of the same client to another address. */
  let stranger: Dex;
  let idp: SamlIdp;
  let keys: KeyPair;

  before(async function () {
    // On a new machine Dex is built first.
    this.timeout(1_200_000);
    const users = [
      { email: "ada@example.com", hash: `$2a$10$${"a".repeat(53)}`, username: "ada", userID: "1" },
    ];
    const start = async (name: string, redirectUri: string) =>
      servers.keep(name, await startTestDex({ port: await findFreePort(), users, redirectUri }));
    dex = await start("Dex", CALLBACK);
    stranger = await start("the other Dex", "https://dex.example.org/callback");
    keys = await selfSigned({ names: ["idp.example.com"], rsa: true });
    idp = await startSamlIdp({
      keys,
      stranger: keys,
      expired: keys,
      callback: CALLBACK,
      user: { login: "ada", password: "unused", nameId: "1", attributes: {} },
    });
    servers.keep("the SAML provider", idp);
  });

  const openId = (changes: Record<string, unknown> = {}) => ({
    type: "oidc",
    id: "provider",
    name: "Provider",
    config: {
      issuer: dex.issuer,
      clientID: CLIENT.id,
      clientSecret: CLIENT.secret,
      ...changes,
    },
  });

  const expect = (findings: readonly Finding[], id: string, status: string, evidence: RegExp) => {
    const found = findings.find((finding) => finding.id === id);
    assert.ok(found, `there is no ${id} among ${JSON.stringify(findings)}`);
    assert.equal(found.status, status, found.evidence);
    assert.match(found.evidence, evidence);
  };

  it("finds issuer, keys and clock of a Dex in order, and nothing against the client", async () => {
    const findings = await checkConnector(openId());
    for (const id of ["provider-discovery", "provider-keys", "clock-skew"]) {
      expect(findings, id, "ok", /./);
    }
    // Dex shows its form to whomever it knows, and so says nothing.
    expect(findings, "oidc-client", "not-done", /a login will/);
  });

  it("tells an issuer that is not the same to the letter", async () => {
    const findings = await checkConnector(openId({ issuer: `${dex.issuer}/` }));
    expect(findings, "provider-discovery", "failed", /./);
    expect(findings, "provider-keys", "not-done", /./);
  });

  it("tells a client that the Dex doesn't know", async () => {
    const findings = await checkConnector(openId({ clientID: "nobody" }));
    expect(findings, "oidc-client", "failed", /isn't known/);
  });

  it("tells a redirect URI that is not registered", async () => {
    const findings = await checkConnector(openId({ issuer: stranger.issuer }));
    expect(findings, "oidc-client", "failed", /isn't known/);
  });

  it("tells a provider that is not there", async () => {
    const findings = await checkConnector(openId({ issuer: "http://127.0.0.1:1" }));
    expect(findings, "provider-discovery", "failed", /accepts no connections/);
  });

  it("finds the certificate, the page and the clock of a SAML provider in order", async () => {
    const findings = await checkConnector({
      type: "saml",
      id: "saml",
      name: "SAML",
      config: {
        ssoURL: idp.ssoUrl("assertion-signed"),
        ca: keys.certificate,
        usernameAttr: "name",
        emailAttr: "email",
      },
    });
    assert.ok(findings.length >= 3, JSON.stringify(findings));
    for (const { id, status, evidence } of findings) {
      assert.equal(status, "ok", `${id}: ${evidence}`);
    }
  });
});
