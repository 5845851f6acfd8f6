import type { RequestListener } from "node:http";

import type { DoctorTarget } from "../../../checks/doctor/target";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { createAuthority, fromNow, selfSigned, type KeyPair } from "../../support/certificates";
import { HOSTS, type World } from "./world";

/** What is broken, and the target that is looked at then. */
type Breaking = (world: World) => Partial<DoctorTarget> | Promise<Partial<DoctorTarget>>;

/** A set-up, the check that its verdict names, and words of its evidence. */
export type EntryFault = readonly [string, Breaking, string, RegExp];

const answers =
  (status: number, body = ""): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { server: "nginx" });
    response.end(body);
  };

const certified =
  (host: string, keys: (world: World) => Promise<KeyPair>): Breaking =>
  async (world) => {
    world.entry.certify(host, await keys(world));
    return {};
  };

/** Answers one path, and passes the others on to what was there. */
const instead = (world: World, host: string, path: string, answer: RequestListener): void => {
  const { entry, target } = world;
  const port = host === HOSTS.dex ? world.ports.dex : world.ports.membership;
  entry.route(host, (request, response) => {
    if (new URL(request.url ?? "", target.loginIssuer).pathname === path) answer(request, response);
    else entry.forward(request, response, port);
  });
};

const json =
  (document: unknown): RequestListener =>
  (_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(document));
  };

const discovery = (issuer: string, changes: object = {}) => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  ...changes,
});

const DESCRIPTION = "/dex/.well-known/openid-configuration";

/** Everything that is broken at the entry, at the issuers and in a login. */
export const entryFaults: readonly EntryFault[] = [
  [
    "a host that no name server knows",
    ({ target }) => ({
      services: target.services.map((service) =>
        service.name === "console" ? { ...service, url: "https://console.invalid" } : service,
      ),
    }),
    "dns",
    /No address is known for console\.invalid/,
  ],
  [
    "a port on which nothing listens",
    async ({ target }) => {
      const url = `https://${HOSTS.portal}:${await findFreePort()}`;
      return {
        services: target.services.map((service) =>
          service.name === "portal" ? { ...service, url } : service,
        ),
      };
    },
    "tcp",
    /nothing listens there/,
  ],
  [
    "a certificate that has expired",
    certified(HOSTS.console, ({ authority }) =>
      authority.issue({ names: [HOSTS.console], notBefore: fromNow(-60), notAfter: fromNow(-1) }),
    ),
    "tls",
    /has expired/,
  ],
  [
    "a certificate that is not valid yet",
    certified(HOSTS.console, ({ authority }) =>
      authority.issue({ names: [HOSTS.console], notBefore: fromNow(2) }),
    ),
    "tls",
    /is not valid yet/,
  ],
  [
    "a certificate for another host",
    certified(HOSTS.membership, ({ authority }) =>
      authority.issue({ names: ["other.formance.test"] }),
    ),
    "tls",
    /is for DNS:other\.formance\.test, not for membership\.formance\.test/,
  ],
  [
    "a self-signed certificate",
    certified(HOSTS.dex, () => selfSigned({ names: [HOSTS.dex] })),
    "tls",
    /is self-signed/,
  ],
  [
    "a certificate of an unknown authority",
    certified(HOSTS.portal, async () =>
      (await createAuthority("Stranger")).issue({ names: [HOSTS.portal] }),
    ),
    "tls",
    /isn't known here/,
  ],
  [
    "an entry without TLS",
    async ({ target, ports }) => {
      await Promise.resolve();
      const url = `https://${HOSTS.console}:${ports.membership}`;
      return {
        services: target.services.map((service) =>
          service.name === "console" ? { ...service, url } : service,
        ),
      };
    },
    "tls",
    /./,
  ],
  [
    "an entry that does not know the host",
    ({ entry }) => {
      entry.route(HOSTS.console, undefined);
      return {};
    },
    "http",
    /answers 404 \(server: nginx\): it doesn't know the host/,
  ],
  [
    "an entry whose service has no pod",
    async ({ entry }) => {
      entry.route(HOSTS.membership, await findFreePort());
      return {};
    },
    "http",
    /answers 502 \(server: nginx\): it doesn't reach the service/,
  ],
  [
    "an entry that waits for the service in vain",
    ({ entry }) => {
      entry.route(HOSTS.portal, answers(504));
      return {};
    },
    "http",
    /answers 504/,
  ],
  [
    "a Dex that is down",
    async ({ entry }) => {
      entry.route(HOSTS.dex, await findFreePort());
      return {};
    },
    "http",
    /answers 502/,
  ],
  [
    "a Membership that is not well",
    ({ entry }) => {
      entry.route(HOSTS.membership, answers(500, "database is away"));
      return {};
    },
    "service-health",
    /answers 500: database is away/,
  ],
  [
    "a Console that is not well",
    ({ entry }) => {
      entry.route(HOSTS.console, answers(500, "no session store"));
      return {};
    },
    "service-health",
    /no session store/,
  ],
  [
    "a clock that goes wrong",
    ({ entry }) => {
      entry.tellTime(HOSTS.membership, new Date(Date.now() + 3_600_000));
      return {};
    },
    "clock",
    /differs from this one by \d+ seconds/,
  ],
  [
    "an issuer under another path",
    ({ target }) => ({ loginIssuer: target.loginIssuer?.replace(/dex$/, "idp") }),
    "oidc-discovery",
    /\/idp\/\.well-known\/openid-configuration answers 404/,
  ],
  [
    "an issuer with a slash too many",
    ({ target }) => ({ loginIssuer: `${target.loginIssuer}/` }),
    "oidc-discovery",
    /the trailing slash makes them different/,
  ],
  [
    "an issuer that calls itself by its inner name",
    (world) => {
      instead(world, HOSTS.dex, DESCRIPTION, json(discovery("http://dex.formance.svc:5556")));
      return {};
    },
    "oidc-discovery",
    /but its document says http:\/\/dex\.formance\.svc:5556/,
  ],
  [
    "a description that is a page",
    (world) => {
      instead(world, HOSTS.dex, DESCRIPTION, answers(200, "<html>"));
      return {};
    },
    "oidc-discovery",
    /doesn't return a JSON object/,
  ],
  [
    "a description without keys",
    (world) => {
      const { loginIssuer = "" } = world.target;
      instead(world, HOSTS.dex, DESCRIPTION, json(discovery(loginIssuer, { jwks_uri: null })));
      return {};
    },
    "oidc-discovery",
    /has no valid jwks_uri/,
  ],
  [
    "keys that can't be reached",
    (world) => {
      instead(world, HOSTS.dex, "/dex/keys", answers(503));
      return {};
    },
    "oidc-keys",
    /\/dex\/keys answers 503/,
  ],
  [
    "keys on a host that does not answer",
    async (world) => {
      const jwks_uri = `http://127.0.0.1:${await findFreePort()}/keys`;
      const { loginIssuer = "" } = world.target;
      instead(world, HOSTS.dex, DESCRIPTION, json(discovery(loginIssuer, { jwks_uri })));
      return {};
    },
    "oidc-keys",
    /No connection to 127\.0\.0\.1:\d+: nothing listens there/,
  ],
  [
    "an empty set of keys",
    (world) => {
      instead(world, HOSTS.dex, "/dex/keys", json({ keys: [] }));
      return {};
    },
    "oidc-keys",
    /has no signing key/,
  ],
  [
    "an application that Membership does not know",
    ({ target }) => ({
      clients: target.clients.map((client) =>
        client.service === "portal" ? { ...client, id: "portal-v2" } : client,
      ),
    }),
    "login-wiring",
    /answered with 400/,
  ],
  [
    "another redirect URI than the registered one",
    ({ target }) => ({
      clients: target.clients.map((client) =>
        client.service === "portal"
          ? { ...client, redirectUri: "https://portal.other.test/auth/login" }
          : client,
      ),
    }),
    "login-wiring",
    /answered with 400/,
  ],
  [
    "a Membership without fctl's client",
    () => ({ fctl: "fctl-of-others" }),
    "device-login",
    /answers 40[01].*invalid_client/,
  ],
  [
    "a user who is not there",
    () => ({ login: { email: "nobody@formance.test", password: "whatever" } }),
    "login-password",
    /The form comes back/,
  ],
  [
    "a user's wrong password",
    ({ target }) => ({ login: { email: target.login?.email ?? "", password: "wrong" } }),
    "login-password",
    /The form comes back/,
  ],
  [
    "a Membership whose redirect URI the provider does not know",
    (world) => {
      instead(world, HOSTS.dex, "/dex/auth", (request, response) => {
        request.url = (request.url ?? "").replaceAll("callback", "other");
        world.entry.forward(request, response, world.ports.dex);
      });
      return {};
    },
    "login-form",
    /There is no form for a password: .* answers 400: .*redirect_uri/,
  ],
  [
    "a Membership with another client secret than the provider has",
    ({ membership }) => {
      membership.useSecret("an old secret");
      return {};
    },
    "login-return",
    /stops after the password: .*authorize\/callback answers 500: .*refuses the code/,
  ],
  [
    "an application with another client secret than Membership has",
    () => ({ clientSecrets: { console: "an old secret" } }),
    "login-tokens",
    /The code is refused: invalid_client/,
  ],
];
