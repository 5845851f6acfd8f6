import assert from "node:assert/strict";
import { hashSync } from "bcryptjs";
import { dexDocument, type DexConnector, type DexUser } from "../../../dex/document";
import { findFreePort } from "../../../sandbox/free-port";
import { startDex, type Dex } from "../../../sandbox/servers/dex";
import { CLIENT, logIn } from "../support/login";

const PASSWORD = "a password $HOME {{ .Env }}";

const user = (name: string): DexUser => ({
  email: `${name}@example.com`,
  hash: hashSync(PASSWORD, 10),
  username: name,
  userID: `id-of-${name}`,
});

describe("a login through a real Dex", function () {
  this.timeout(180_000);
  const running: Dex[] = [];
  let issuer = "";
  let upstream = "";

  /** Starts a Dex on the project's own document, its state in memory. */
  async function start(
    users: readonly DexUser[],
    connectors: readonly DexConnector[],
    redirectURIs: readonly string[],
    port: number,
  ): Promise<string> {
    const dex = await startDex({
      port,
      document: {
        ...dexDocument({
          issuer: `http://127.0.0.1:${port}`,
          storage: { type: "memory" },
          clients: [{ id: CLIENT.id, name: "Membership", secret: CLIENT.secret, redirectURIs }],
          users,
          connectors,
          oauth2: { skipApprovalScreen: true },
        }),
        issuer: `http://127.0.0.1:${port}`,
      },
      env: { DEX_CONTINUE_ON_CONNECTOR_FAILURE: "true" },
    });
    running.push(dex);
    return dex.issuer;
  }

  const openId = (id: string, provider: string, callback: string): DexConnector => ({
    type: "oidc",
    id,
    name: id,
    config: {
      issuer: provider,
      clientID: CLIENT.id,
      clientSecret: CLIENT.secret,
      redirectURI: callback,
      insecureSkipEmailVerified: true,
    },
  });

  before(async function () {
    // On a new machine Dex is built first.
    this.timeout(1_200_000);
    const port = await findFreePort();
    const callback = `http://127.0.0.1:${port}/callback`;
    upstream = await start([user("upstream")], [], [callback], await findFreePort());
    const down = `http://127.0.0.1:${await findFreePort()}`;
    issuer = await start(
      [user("local")],
      [openId("second", upstream, callback), openId("down", down, callback)],
      [CLIENT.redirectUri],
      port,
    );
  });

  after(async () => {
    for (const dex of running.reverse()) await dex.stop();
  });

  const attempt = (connector: string, login: string, password = PASSWORD) =>
    logIn({ issuer, connector, login, password });

  it("gives a local user an ID token", async () => {
    const result = await attempt("local", "local@example.com");
    assert.ok("claims" in result, JSON.stringify(result));
    assert.equal(result.claims.email, "local@example.com");
    assert.equal(result.claims.email_verified, true);
    assert.equal(result.claims.iss, issuer);
  });

  it("is refused with a wrong password", async () => {
    const result = await attempt("local", "local@example.com", "wrong");
    assert.ok("page" in result);
    assert.match(result.page, /Invalid Email Address and password/i);
  });

  it("is refused for a user who is not among the local users", async () => {
    const result = await attempt("local", "upstream@example.com");
    assert.ok("page" in result);
    assert.match(result.page, /Invalid Email Address and password/i);
  });

  it("goes through another OpenID Connect provider", async () => {
    const result = await attempt("second", "upstream@example.com");
    assert.ok("claims" in result, JSON.stringify(result));
    assert.equal(result.claims.email, "upstream@example.com");
    assert.equal(result.claims.iss, issuer);
  });

  it("fails at a connector that is down, and at no other", async () => {
    const result = await attempt("down", "local@example.com");
    assert.ok("page" in result);
    assert.ok(result.status >= 400, String(result.status));
    assert.ok("claims" in (await attempt("local", "local@example.com")));
  });
});
