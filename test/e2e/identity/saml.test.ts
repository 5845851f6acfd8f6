import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Dex } from "../../../sandbox/servers/dex";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { changed, problemsOf, sourceOf } from "../../config/support";
import { fromNow, selfSigned, type KeyPair } from "../../support/certificates";
import { logIn } from "../support/login";
import { startSamlIdp, type SamlAnswer, type SamlIdp } from "../support/saml-idp";
import { hasLogged, keepServers } from "../support/servers";
import { issuerAt, startTestDex } from "./dex-for-tests";
import { connectorsOf } from "./generated-documents";

const USER = {
  login: "ada",
  password: "a password of the provider",
  nameId: "7f1d0f5e",
  attributes: { name: "Ada Lovelace", email: "ada@example.com", groups: "finance, operations" },
} as const;

/** Why Dex refuses an answer, in its log. */
const REFUSED: readonly (readonly [SamlAnswer, RegExp])[] = [
  ["unsigned", /response does not contain a valid signature element: Missing signature/],
  [
    "altered-after-signing",
    /response does not contain a valid signature element: Signature could not be verified/,
  ],
  ["signed-by-a-stranger", /response does not contain a valid signature element: Could not verify/],
  ["for-another-request", /expected SubjectConfirmationData InResponseTo value/],
  ["for-another-audience", /was not in Response audiences/],
];

describe("a login through Dex at a SAML identity provider", function () {
  this.timeout(180_000);
  const servers = keepServers();
  let folder = "";
  let idp: SamlIdp;
  let expired: KeyPair;
  let dex: Dex;

  const connector = (answer: SamlAnswer, { certificate }: KeyPair) => ({
    type: "saml",
    id: answer,
    name: answer,
    config: {
      ssoURL: idp.ssoUrl(answer),
      ssoIssuer: idp.issuer,
      ca: certificate,
      usernameAttr: "name",
      emailAttr: "email",
      groupsAttr: "groups",
      groupsDelim: ", ",
    },
  });

  before(async function () {
    // On a new machine Dex is built first.
    this.timeout(1_200_000);
    folder = mkdtempSync(path.join(tmpdir(), "formance-dex-files-"));
    const names = ["idp.example.com"];
    const keys = await selfSigned({ names, rsa: true });
    const stranger = await selfSigned({ names, rsa: true });
    expired = await selfSigned({
      names,
      rsa: true,
      notBefore: fromNow(-60),
      notAfter: fromNow(-1),
    });
    const port = await findFreePort();
    const issuer = issuerAt(port);
    idp = await startSamlIdp({
      keys,
      stranger,
      expired,
      callback: `${issuer}/callback`,
      user: USER,
    });
    servers.keep("the provider", idp);
    const answers: SamlAnswer[] = [
      "assertion-signed",
      "response-signed",
      "signed-by-an-expired-key",
    ];
    const connectors = await connectorsOf(
      [...answers, ...REFUSED.map(([answer]) => answer)].map((answer) => connector(answer, keys)),
      { issuer, folder },
    );
    const ca = path.join(folder, "expired.crt");
    writeFileSync(ca, expired.certificate);
    dex = await startTestDex({
      port,
      connectors: connectors.map(({ config, ...rest }) => ({
        ...rest,
        // The config refuses this certificate, so it comes in behind its back.
        config: rest.id === "signed-by-an-expired-key" ? { ...config, ca } : config,
      })),
    });
    servers.keep("Dex", dex);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const attempt = (id: string, password: string = USER.password) =>
    logIn({ issuer: dex.issuer, connector: id, login: USER.login, password });

  for (const answer of ["assertion-signed", "response-signed"] as const) {
    it(`gives the ID token the attributes of an answer that is ${answer}`, async () => {
      const result = await attempt(answer);
      assert.ok("claims" in result, JSON.stringify(result));
      assert.equal(result.claims.email, "ada@example.com");
      assert.equal(result.claims.name, "Ada Lovelace");
      assert.deepEqual(result.claims.groups, ["finance", "operations"]);
      assert.equal(result.claims.iss, dex.issuer);
    });
  }

  it("stays at the provider with a wrong password", async () => {
    const result = await attempt("assertion-signed", "wrong");
    assert.ok("page" in result, "it was let in");
    assert.match(result.page, /type="password"/);
  });

  for (const [answer, reason] of REFUSED) {
    it(`is refused with an answer that is ${answer}`, async () => {
      const result = await attempt(answer);
      assert.ok("page" in result, "it was let in");
      assert.ok(result.status >= 400, String(result.status));
      await hasLogged(dex, reason);
    });
  }

  it("is refused by an expired certificate, which a preview refuses before", async () => {
    const connectors = [connector("assertion-signed", expired)];
    const problems = problemsOf(sourceOf(changed({ environment: "test", dex: { connectors } })));
    assert.equal(problems.length, 1);
    assert.equal(problems[0]?.path, "formance-control-plane:dex.connectors[0].config.ca");
    assert.match(problems[0].message, /^expired on /);
    // Dex starts with it, and shows nothing until somebody wants to log in.
    const result = await attempt("signed-by-an-expired-key");
    assert.ok("page" in result, "it was let in");
    assert.ok(result.status >= 400, String(result.status));
    await hasLogged(dex, /Cert is not valid at this time/);
  });
});
