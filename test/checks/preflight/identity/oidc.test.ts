import { deepEqual, equal, match } from "node:assert/strict";
import type { RequestListener } from "node:http";

import { runChains } from "../../../../checks/chain";
import type { CheckResult } from "../../../../checks/check";
import { identityPreflight } from "../../../../checks/preflight/identity/chains";
import {
  createAuthority,
  fromNow,
  selfSigned,
  type KeyPair,
  type TestAuthority,
} from "../../../support/certificates";
import { startServer, type TestServer } from "../../../support/https-server";

const CALLBACK = "https://dex.example.com/callback";
const minutes = 60_000;

interface Changes {
  readonly description?: (base: string) => unknown;
  readonly keys?: unknown;
  readonly authorize?: { readonly status: number; readonly location?: string };
  readonly missing?: readonly string[];
  readonly clock?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const described = (base: string) => ({
  issuer: base,
  authorization_endpoint: `${base}/authorize`,
  token_endpoint: `${base}/token`,
  jwks_uri: `${base}/keys`,
});

/** A provider that is right but for the changes. */
function provider(base: string, changes: Changes): RequestListener {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? "", base);
    response.setHeader("date", new Date(Date.now() + (changes.clock ?? 0)).toUTCString());
    for (const [name, value] of Object.entries(changes.headers ?? {})) {
      response.setHeader(name, value);
    }
    if (changes.missing?.includes(pathname) === true) {
      response.writeHead(404).end();
    } else if (pathname === "/.well-known/openid-configuration") {
      response.end(JSON.stringify((changes.description ?? described)(base)));
    } else if (pathname === "/keys") {
      response.end(JSON.stringify(changes.keys ?? { keys: [{ kty: "RSA", use: "sig" }] }));
    } else {
      const { status, location } = changes.authorize ?? {
        status: 302,
        location: `${CALLBACK}?error=login_required`,
      };
      response.writeHead(status, location === undefined ? {} : { location }).end();
    }
  };
}

describe("the preflight of an OpenID Connect provider", () => {
  let authority: TestAuthority;
  let keys: KeyPair;
  let server: TestServer | undefined;

  before(async () => {
    authority = await createAuthority();
    keys = await authority.issue({ names: ["127.0.0.1"] });
  });

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  const start = async (changes: Changes = {}, pair = keys) => {
    server = await startServer(() => undefined, pair);
    const base = `https://127.0.0.1:${server.port}`;
    server.answer(provider(base, changes));
    return base;
  };

  const check = (issuer: string, config: Record<string, unknown> = {}, timeLimit = 20_000) =>
    runChains(
      identityPreflight({
        callbackUri: CALLBACK,
        connectors: [
          {
            type: "oidc",
            id: "sso",
            config: {
              issuer,
              clientID: "dex",
              clientSecret: "unused-4kPz",
              rootCAs: [authority.certificate],
              ...config,
            },
          },
        ],
      }),
      { timeLimit },
    );

  const of = (results: readonly CheckResult[], id: string) => {
    const found = results.find((result) => result.id === id);
    if (found === undefined) throw new Error(`There is no ${id}.`);
    return found;
  };

  const expectFailure = (results: readonly CheckResult[], id: string, evidence: RegExp) => {
    const { status, evidence: found, remedy } = of(results, id);
    equal(status, "failed", found);
    match(found, evidence);
    equal(typeof remedy, "string");
    equal(JSON.stringify(results).includes("unused-4kPz"), false);
  };

  it("finds nothing wrong with a right one, and prints the redirect URI", async () => {
    const results = await check(await start());
    deepEqual(
      results.map(({ id, status }) => `${id} ${status}`),
      [
        "redirect-uri ok",
        "provider-discovery ok",
        "provider-keys ok",
        "oidc-client ok",
        "clock-skew ok",
      ],
    );
    equal(of(results, "redirect-uri").evidence, `Register there: ${CALLBACK}`);
  });

  it("tells another issuer", async () => {
    const base = await start({
      description: (url) => ({ ...described(url), issuer: "https://other.example.com" }),
    });
    const results = await check(base);
    expectFailure(results, "provider-discovery", /its document says https:\/\/other\.example\.com/);
    equal(of(results, "provider-keys").status, "not-done");
  });

  it("tells a slash too many", async () => {
    const base = await start();
    expectFailure(
      await check(`${base}/`),
      "provider-discovery",
      /trailing slash makes them different/,
    );
  });

  it("tells a description that is not there, or is none", async () => {
    const base = await start({ missing: ["/.well-known/openid-configuration"] });
    expectFailure(await check(base), "provider-discovery", /answers 404/);
    server?.answer((_request, response) => response.end("<html>"));
    expectFailure(await check(base), "provider-discovery", /doesn't return a JSON object/);
  });

  it("tells keys that are not there, or are for something else", async () => {
    const base = await start({ missing: ["/keys"] });
    expectFailure(await check(base), "provider-keys", /answers 404/);
    server?.answer(provider(base, { keys: { keys: [{ kty: "RSA", use: "enc" }] } }));
    expectFailure(await check(base), "provider-keys", /no signing key/);
  });

  it("tells an authority that is not trusted", async () => {
    const base = await start({}, await selfSigned({ names: ["127.0.0.1"] }));
    expectFailure(await check(base), "provider-discovery", /isn't trusted here/);
  });

  it("takes any certificate where the connector does", async () => {
    const base = await start({}, await selfSigned({ names: ["127.0.0.1"] }));
    const results = await check(base, { insecureSkipVerify: true });
    equal(of(results, "provider-discovery").status, "ok");
  });

  it("tells an expired certificate", async () => {
    const expired = { names: ["127.0.0.1"], notBefore: fromNow(-1.5), notAfter: fromNow(-1) };
    const base = await start({}, await authority.issue(expired));
    expectFailure(await check(base), "provider-discovery", /has expired/);
  });

  it("tells a provider that is not there", async () => {
    const base = await start();
    await server?.close();
    server = undefined;
    const results = await check(base);
    expectFailure(results, "provider-discovery", /accepts no connections/);
    equal(of(results, "clock-skew").status, "not-done");
  });

  it("gives up one that hangs", async () => {
    const base = await start();
    server?.answer(() => undefined);
    expectFailure(await check(base, {}, 300), "provider-discovery", /No answer within 0.3 seconds/);
  });

  it("tells a client or a redirect URI that is not known", async () => {
    const base = await start({ authorize: { status: 400 } });
    const results = await check(base);
    expectFailure(results, "oidc-client", /answered with 400/);
    match(of(results, "oidc-client").remedy ?? "", /https:\/\/dex\.example\.com\/callback/);
    const location = `${CALLBACK}?error=unauthorized_client`;
    server?.answer(provider(base, { authorize: { status: 302, location } }));
    expectFailure(await check(base), "oidc-client", /unauthorized_client/);
  });

  it("asks for the scopes of logins, and tells that one is refused", async () => {
    const asked: (string | null)[] = [];
    const base = await start();
    const refuses = provider(base, {
      authorize: { status: 302, location: `${CALLBACK}?error=invalid_scope` },
    });
    server?.answer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "", base);
      if (pathname === "/authorize") asked.push(searchParams.get("scope"));
      refuses(request, response);
    });
    const results = await check(base, { scopes: ["profile", "gruops"] });
    expectFailure(results, "oidc-client", /refuses one of the scopes openid, profile, gruops/);
    match(of(results, "oidc-client").remedy ?? "", /config\.scopes/);
    await check(base);
    deepEqual(asked, ["openid profile gruops", "openid profile email"]);
  });

  it("follows the provider to its own pages, where some look at the client first", async () => {
    const authorize = { status: 302, location: "/login" };
    const base = await start({ authorize, missing: ["/login"] });
    expectFailure(await check(base), "oidc-client", /answered with 404/);
    server?.answer(provider(base, { authorize }));
    equal(of(await check(base), "oidc-client").status, "not-done");
  });

  it("admits that a login page tells nothing", async () => {
    const base = await start({ authorize: { status: 200 } });
    equal(of(await check(base), "oidc-client").status, "not-done");
  });

  it("measures the clock", async () => {
    const base = await start({ clock: -2 * minutes });
    const late = of(await check(base), "clock-skew");
    equal(late.status, "warning");
    match(late.evidence, /behind/);
    server?.answer(provider(base, { clock: 10 * minutes }));
    expectFailure(await check(base), "clock-skew", /ahead of/);
    server?.answer(provider(base, { clock: -10 * minutes, headers: { age: "600" } }));
    equal(of(await check(base), "clock-skew").status, "ok");
  });

  it("looks at a provider of one's own in the same way", async () => {
    const redirectUri = "https://membership.example.com/api/authorize/callback";
    server = await startServer(() => undefined);
    const issuer = `http://127.0.0.1:${server.port}`;
    server.answer(
      provider(issuer, {
        authorize: { status: 302, location: `${redirectUri}?error=login_required` },
      }),
    );
    const results = await runChains(
      identityPreflight({
        callbackUri: CALLBACK,
        connectors: [],
        provider: {
          issuer,
          clientId: "membership",
          redirectUri,
          scopes: ["openid", "federated:id"],
        },
      }),
      { timeLimit: 20_000 },
    );
    equal(of(results, "redirect-uri").evidence, `Register there: ${redirectUri}`);
    equal(
      results.every(({ status }) => status === "ok"),
      true,
      JSON.stringify(results),
    );
  });

  it("follows redirects, and compares the issuer that was asked for", async () => {
    const base = await start();
    const right = provider(base, {});
    server?.answer((request, response) => {
      const { pathname } = new URL(request.url ?? "", base);
      const moved = pathname.startsWith("/old/");
      if (moved) response.writeHead(308, { location: pathname.slice("/old".length) }).end();
      else right(request, response);
    });
    equal(of(await check(base), "provider-discovery").status, "ok");
    expectFailure(
      await check(`${base}/old`),
      "provider-discovery",
      /configured as .*old, but its document/,
    );
  });

  for (const [redirects, status] of [
    [9, "ok"],
    [10, "failed"],
  ] as const) {
    it(`is ${status} after ${redirects} redirects, where Go's client gives up at the tenth`, async () => {
      const base = await start();
      const right = provider(base, {});
      server?.answer((request, response) => {
        const { pathname } = new URL(request.url ?? "", base);
        const left = pathname.startsWith("/hop/") ? Number(pathname.slice(5)) : redirects;
        if (
          pathname.endsWith("/openid-configuration") ||
          (pathname.startsWith("/hop/") && left > 0)
        )
          response.writeHead(302, { location: `/hop/${left - 1}` }).end();
        else if (left === 0) response.end(JSON.stringify(described(base)));
        else right(request, response);
      });
      const { status: found, evidence } = of(await check(base), "provider-discovery");
      equal(found, status, evidence);
      if (status === "failed") match(evidence, /redirects 10 times/);
    });
  }

  it("does not follow a redirect to what is no web address", async () => {
    const base = await start();
    server?.answer((_request, response) => {
      response.writeHead(302, { location: "file:///etc/passwd" }).end();
    });
    expectFailure(await check(base), "provider-discovery", /which isn't a web address/);
  });

  it("trusts the authorities that the pods trust, for an own provider and for connectors", async () => {
    const issuer = await start();
    const asked = { clientId: "dex", redirectUri: CALLBACK, scopes: ["openid"] };
    const trusting = (trusted: object) =>
      runChains(
        identityPreflight({
          callbackUri: CALLBACK,
          connectors: [],
          provider: { issuer, ...asked, ...trusted },
        }),
        { timeLimit: 20_000 },
      );
    equal(
      of(await trusting({ trusted: authority.certificate }), "provider-discovery").status,
      "ok",
    );
    expectFailure(await trusting({}), "provider-discovery", /authority that isn't trusted/);
    const unread = of(await trusting({ unread: "trust.caBundleSecret" }), "provider-discovery");
    equal(unread.status, "not-done");
    match(unread.evidence, /trust\.caBundleSecret/);
  });
});
