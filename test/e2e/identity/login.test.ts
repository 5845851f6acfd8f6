import assert from "node:assert/strict";
import { hashSync } from "bcryptjs";
import type { DexUser } from "../../../dex/document";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { CLIENT, logIn } from "../support/login";
import { keepServers } from "../support/servers";
import { issuerAt, startTestDex } from "./dex-for-tests";

const PASSWORD = "a password $HOME {{ .Env }}";

const user = (name: string): DexUser => ({
  email: `${name}@example.com`,
  hash: hashSync(PASSWORD, 10),
  username: name,
  userID: `id-of-${name}`,
});

describe("a login through a real Dex", function () {
  this.timeout(180_000);
  const servers = keepServers();
  let issuer = "";

  const openId = (id: string, provider: string, callback: string) => ({
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
    const callback = `${issuerAt(port)}/callback`;
    const upstream = await startTestDex({
      port: await findFreePort(),
      users: [user("upstream")],
      redirectUri: callback,
    });
    servers.keep("the upstream Dex", upstream);
    const down = issuerAt(await findFreePort());
    const dex = await startTestDex({
      port,
      users: [user("local")],
      connectors: [openId("second", upstream.issuer, callback), openId("down", down, callback)],
    });
    issuer = servers.keep("Dex", dex).issuer;
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

  it("is refused at another OpenID Connect provider with a wrong password", async () => {
    const result = await attempt("second", "upstream@example.com", "wrong");
    assert.ok("page" in result);
    assert.match(result.page, /Invalid Email Address and password/i);
  });

  it("fails at a connector that is down, and at no other", async () => {
    const result = await attempt("down", "local@example.com");
    assert.ok("page" in result);
    assert.ok(result.status >= 400, String(result.status));
    assert.ok("claims" in (await attempt("local", "local@example.com")));
    assert.ok("claims" in (await attempt("second", "upstream@example.com")));
  });
});
