import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Dex } from "../../../sandbox/servers/dex";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { CLIENT, logIn } from "../support/login";
import { startOpenIdProvider } from "../support/openid-provider";
import { hasLogged, keepServers } from "../support/servers";
import { issuerAt, startTestDex } from "./dex-for-tests";
import { connectorsOf } from "./generated-documents";

const ADA = { name: "Ada Lovelace", email: "ada@example.com" };

/** What providers say of the same user, and how the connector is set. */
const HABITS = {
  verified: { claims: { ...ADA, email_verified: true } },
  unverified: { claims: { ...ADA, email_verified: false } },
  unsaid: { claims: ADA },
  "unsaid-and-taken": { claims: ADA, settings: { insecureSkipEmailVerified: true } },
  "said-in-text": { claims: { ...ADA, email_verified: "true" } },
  nameless: { claims: { email: ADA.email, email_verified: true } },
  "in-groups": {
    claims: { ...ADA, email_verified: true, groups: ["finance"] },
    settings: { insecureEnableGroups: true },
  },
} as const;

describe("a login through Dex at OpenID Connect providers of different habits", function () {
  this.timeout(180_000);
  const servers = keepServers();
  let folder = "";
  let dex: Dex;

  before(async function () {
    // On a new machine Dex is built first.
    this.timeout(1_200_000);
    folder = mkdtempSync(path.join(tmpdir(), "formance-dex-files-"));
    const port = await findFreePort();
    const callback = `${issuerAt(port)}/callback`;
    const claims = Object.fromEntries(
      Object.entries(HABITS).map(([id, habit]) => [id, habit.claims]),
    );
    const provider = servers.keep("provider", await startOpenIdProvider({ callback, claims }));
    const written = Object.entries(HABITS).map(([id, habit]) => {
      const settings = "settings" in habit ? habit.settings : {};
      const client = { clientID: id, clientSecret: CLIENT.secret };
      const config = { issuer: provider.issuer, ...client, ...settings };
      return { type: "oidc", id, name: id, config };
    });
    const connectors = await connectorsOf(written, { issuer: issuerAt(port), folder });
    dex = servers.keep("Dex", await startTestDex({ port, connectors }));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const attempt = (connector: keyof typeof HABITS) =>
    logIn({ issuer: dex.issuer, connector, login: "", password: "" });

  const expectClaims = async (connector: keyof typeof HABITS) => {
    const result = await attempt(connector);
    assert.ok("claims" in result, JSON.stringify(result));
    assert.equal(result.claims.email, ADA.email);
    return result.claims;
  };

  const expectRefused = async (connector: keyof typeof HABITS, reason: RegExp) => {
    const result = await attempt(connector);
    assert.ok("page" in result, "it was let in");
    assert.ok(result.status >= 400, String(result.status));
    await hasLogged(dex, reason);
  };

  it("hands a verified address on", async () => {
    assert.equal((await expectClaims("verified")).email_verified, true);
  });

  it("hands an address that is not verified on as such", async () => {
    assert.equal((await expectClaims("unverified")).email_verified, false);
  });

  it("is refused where the provider doesn't say whether the address is verified", async () => {
    await expectRefused("unsaid", /missing \\"email_verified\\" claim/);
  });

  it("takes such an address where it is told to", async () => {
    assert.equal((await expectClaims("unsaid-and-taken")).email_verified, true);
  });

  it("is refused where the provider says so in text", async () => {
    await expectRefused("said-in-text", /missing \\"email_verified\\" claim/);
  });

  it("is refused for a user without a name", async () => {
    await expectRefused("nameless", /missing \\"name\\" claim/);
  });

  it("hands groups on where it is told to", async () => {
    assert.deepEqual((await expectClaims("in-groups")).groups, ["finance"]);
    assert.equal((await expectClaims("verified")).groups, undefined);
  });
});
