import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";

import { runChains } from "../../../checks/chain";
import type { CheckResult } from "../../../checks/check";
import { causesFirst } from "../../../checks/doctor/checks";
import { doctorChains } from "../../../checks/doctor/chains";
import { verdictOf } from "../../../checks/verdict";
import { startServer, type TestServer } from "../../support/https-server";

const REDIRECT = "https://console.example.test/auth/login";

type Answer = (request: IncomingMessage, response: ServerResponse, base: string) => void;

const sendJson = (response: ServerResponse, document: unknown) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(document));
};

const right = {
  description: (base: string): Record<string, unknown> => ({
    issuer: base,
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/token`,
    jwks_uri: `${base}/keys`,
  }),
  keys: { keys: [{ kty: "RSA", use: "sig" }] } as unknown,
  authorize: ((request, response, base) => {
    const asked = new URL(request.url ?? "", base).searchParams;
    assert.equal(asked.get("prompt"), "none");
    response.writeHead(302, { location: `${asked.get("redirect_uri")}?error=login_required` });
    response.end();
  }) as Answer,
};

describe("doctor at the issuers", () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startServer((_request, response) => response.end());
  });

  afterEach(() => server.close());

  const walk = (
    change: {
      description?: (base: string) => unknown;
      keys?: unknown;
      authorize?: Answer;
      statuses?: Record<string, number>;
      issuer?: (base: string) => string;
    } = {},
  ) => {
    const base = `http://127.0.0.1:${server.port}`;
    server.answer((request, response) => {
      const { pathname } = new URL(request.url ?? "", base);
      const status = change.statuses?.[pathname];
      if (status !== undefined) {
        response.writeHead(status);
        response.end();
      } else if (pathname === "/.well-known/openid-configuration") {
        sendJson(response, (change.description ?? right.description)(base));
      } else if (pathname === "/_info") {
        response.end();
      } else if (pathname === "/keys") {
        sendJson(response, change.keys ?? right.keys);
      } else {
        (change.authorize ?? right.authorize)(request, response, base);
      }
    });
    const issuer = change.issuer?.(base) ?? base;
    const target = {
      place: { stack: "dev", namespace: "formance", name: "formance" },
      services: [{ name: "membership", url: base }],
      membershipIssuer: issuer,
      loginIssuer: issuer,
      clients: [{ service: "console", id: "console-v3", redirectUri: REDIRECT }],
      addresses: {},
    } as const;
    return runChains(doctorChains(target), { timeLimit: 20_000 });
  };

  const order = causesFirst.map(({ id }) => id);
  const firstOf = (results: readonly CheckResult[]) => {
    const { first } = verdictOf(results, order);
    assert.ok(first?.remedy, JSON.stringify(results));
    return first;
  };

  it("finds nothing to say about what is well", async () => {
    assert.deepEqual(
      (await walk()).map(({ id, status }) => `${id} ${status}`),
      [
        ...["dns", "tcp", "http", "service-health", "clock"].map((id) => `${id} ok`),
        "oidc-discovery ok",
        "oidc-keys ok",
        "login-wiring ok",
        "oidc-discovery ok",
        "oidc-keys ok",
      ],
    );
  });

  const faults: readonly [string, Parameters<typeof walk>[0], string, RegExp][] = [
    [
      "another issuer",
      { description: (base) => ({ ...right.description(base), issuer: "https://other.test" }) },
      "oidc-discovery",
      /configured as http:\/\/127\.0\.0\.1:\d+, but its document says https:\/\/other\.test\./,
    ],
    [
      "a slash too many",
      { issuer: (base) => `${base}/` },
      "oidc-discovery",
      /the trailing slash makes them different/,
    ],
    [
      "no description",
      { statuses: { "/.well-known/openid-configuration": 404 } },
      "oidc-discovery",
      /openid-configuration answers 404/,
    ],
    ["a description that is none", { description: () => "hello" }, "oidc-discovery", /JSON object/],
    [
      "a description without keys",
      { description: (base) => ({ ...right.description(base), jwks_uri: undefined }) },
      "oidc-discovery",
      /has no valid jwks_uri/,
    ],
    ["keys that are away", { statuses: { "/keys": 503 } }, "oidc-keys", /\/keys answers 503/],
    ["an empty set of keys", { keys: { keys: [] } }, "oidc-keys", /no signing key/],
    ["keys that are none", { keys: "x" }, "oidc-keys", /doesn't return a key set/],
    [
      "an unknown client",
      {
        authorize: (_request, response) => {
          response.writeHead(400);
          response.end("<h1>Bad Request</h1> invalid client");
        },
      },
      "login-wiring",
      /answered with 400: Bad Request invalid client/,
    ],
    [
      "a client that is refused",
      {
        authorize: (request, response, base) => {
          const to = new URL(request.url ?? "", base).searchParams.get("redirect_uri") ?? "";
          response.writeHead(302, { location: `${to}?error=unauthorized_client` });
          response.end();
        },
      },
      "login-wiring",
      /answered with unauthorized_client/,
    ],
    [
      "another redirect URI",
      {
        authorize: (_request, response) => {
          response.writeHead(302, { location: "/error?error=redirect_uri" });
          response.end();
        },
      },
      "login-wiring",
      /not to the redirect URI https:\/\/console\.example\.test/,
    ],
  ];
  for (const [fault, change, id, words] of faults) {
    it(`names ${fault}`, async () => {
      const first = firstOf(await walk(change));
      assert.equal(first.id, id);
      assert.match(first.evidence, words);
    });
  }
});
