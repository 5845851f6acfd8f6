import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { createServer, type AddressInfo } from "node:net";

import { runChains } from "../../../checks/chain";
import type { CheckResult } from "../../../checks/check";
import { causesFirst } from "../../../checks/doctor/checks";
import { entryChain } from "../../../checks/doctor/chains";
import type { Service } from "../../../facts/services";
import { verdictOf } from "../../../checks/verdict";
import {
  createAuthority,
  fromNow,
  selfSigned,
  type KeyPair,
  type TestAuthority,
} from "../../support/certificates";
import { startServer, type TestServer } from "../../support/https-server";

const HOST = "console.example.test";
const order = causesFirst.map(({ id }) => id);

const healthy: RequestListener = (_request, response) => {
  response.end("{}");
};

describe("doctor on the public entry", () => {
  let authority: TestAuthority;
  const servers: TestServer[] = [];

  before(async () => {
    authority = await createAuthority();
  });

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  const serve = async (listener: RequestListener, keys?: KeyPair) => {
    const server = await startServer(listener, keys);
    servers.push(server);
    return server.port;
  };

  const walk = (
    url: string,
    service: Service = "console",
    options: { ca?: string; addresses?: Record<string, string>; timeLimit?: number } = {},
  ) =>
    runChains(
      [
        entryChain(
          {
            place: { stack: "dev", namespace: "formance", name: "formance" },
            services: [],
            membershipIssuer: "",
            loginIssuer: "",
            clients: [],
            ca: options.ca ?? authority.certificate,
            addresses: options.addresses ?? { [HOST]: "127.0.0.1" },
          },
          service,
          new URL(url),
        ),
      ],
      { timeLimit: options.timeLimit ?? 20_000 },
    );

  const firstOf = (results: readonly CheckResult[]) => {
    const { first } = verdictOf(results, order);
    assert.ok(first, JSON.stringify(results));
    assert.ok(first.remedy);
    return first;
  };

  it("finds nothing to say about what is well", async () => {
    const port = await serve(healthy, await authority.issue({ names: [HOST] }));
    const results = await walk(`https://${HOST}:${port}`);
    assert.deepEqual(
      results.map(({ id, status }) => `${id} ${status}`),
      ["dns", "tcp", "tls", "certificate-expiry", "http", "service-health", "clock"].map(
        (id) => `${id} ok`,
      ),
    );
    assert.deepEqual(verdictOf(results, order), { healthy: true, others: 0, warnings: 0 });
  });

  it("asks each service at its own path, below the address's path", async () => {
    const asked: string[] = [];
    const port = await serve((request, response) => {
      asked.push(request.url ?? "");
      response.end();
    });
    for (const service of ["dex", "membership", "console", "portal"] as const) {
      await walk(`http://${HOST}:${port}${service === "dex" ? "/dex" : ""}`, service);
    }
    assert.deepEqual(asked, ["/dex/healthz", "/_info", "/_info", "/_info"]);
  });

  it("names a host that is not known, and does nothing more", async () => {
    const results = await walk("https://nowhere.invalid", "console", { addresses: {} });
    assert.equal(firstOf(results).id, "dns");
    assert.match(firstOf(results).evidence, /nowhere\.invalid/);
    const rest = results.filter(({ id }) => id !== "dns");
    assert.ok(rest.length >= 5);
    for (const { status, evidence } of rest) {
      assert.equal(status, "not-done");
      assert.match(evidence, /Waits for dns/);
    }
  });

  it("names a port on which nothing listens", async () => {
    const server = await startServer(healthy);
    await server.close();
    const first = firstOf(await walk(`https://${HOST}:${server.port}`));
    assert.equal(first.id, "tcp");
    assert.match(first.evidence, /nothing listens there/);
  });

  for (const [kind, keys, words] of [
    [
      "run out",
      () => authority.issue({ names: [HOST], notBefore: fromNow(-30), notAfter: fromNow(-1) }),
      /has expired: issued by CN=Test authority, until \d{4}-/,
    ],
    [
      "not valid yet",
      () => authority.issue({ names: [HOST], notBefore: fromNow(2) }),
      /is not valid yet/,
    ],
    ["self-signed", () => selfSigned({ names: [HOST] }), /is self-signed/],
    [
      "for another host",
      () => authority.issue({ names: ["other.example.test"] }),
      /is for DNS:other\.example\.test, not for console\.example\.test/,
    ],
    [
      "from an unknown authority",
      async () => (await createAuthority("Stranger")).issue({ names: [HOST] }),
      /isn't known here/,
    ],
  ] as const) {
    it(`names a certificate that is ${kind}`, async () => {
      const port = await serve(healthy, await keys());
      const results = await walk(`https://${HOST}:${port}`);
      assert.equal(firstOf(results).id, "tls");
      assert.match(firstOf(results).evidence, words);
      assert.equal(results.filter(({ status }) => status === "failed").length, 1);
    });
  }

  it("warns of a certificate that ends soon", async () => {
    const keys = await authority.issue({ names: [HOST], notAfter: fromNow(5) });
    const results = await walk(`https://${HOST}:${await serve(healthy, keys)}`);
    const { healthy: well, warnings } = verdictOf(results, order);
    assert.ok(well);
    assert.equal(warnings, 1);
    const warning = results.find(({ status }) => status === "warning");
    assert.equal(warning?.id, "certificate-expiry");
    assert.match(warning.evidence, /in [45] days/);
  });

  it("names a port that does not speak TLS", async () => {
    const first = firstOf(await walk(`https://${HOST}:${await serve(healthy)}`));
    assert.equal(first.id, "tls");
  });

  for (const [status, id, words] of [
    [502, "http", /answers 502 \(server: nginx\): it doesn't reach the service/],
    [503, "http", /answers 503/],
    [504, "http", /answers 504/],
    [404, "http", /doesn't know the host or the path/],
    [500, "service-health", /_info answers 500: database is away/],
    [401, "service-health", /_info answers 401/],
  ] as const) {
    it(`tells what ${status} of the entry means`, async () => {
      const port = await serve((_request, response) => {
        response.writeHead(status, { server: "nginx" });
        response.end("database\n is away");
      });
      const first = firstOf(await walk(`http://${HOST}:${port}`, "membership"));
      assert.equal(first.id, id);
      assert.match(first.evidence, words);
    });
  }

  for (const [minutes, status] of [
    [10, "failed"],
    [-2, "warning"],
  ] as const) {
    it(`calls a clock that differs by ${minutes} minutes ${status}`, async () => {
      const port = await serve((_request, response) => {
        response.setHeader("date", new Date(Date.now() + minutes * 60_000).toUTCString());
        response.end();
      });
      const results = await walk(`http://${HOST}:${port}`);
      assert.equal(results.find(({ id }) => id === "clock")?.status, status);
    });
  }

  it("gives up a server that never answers", async () => {
    const silent = createServer((socket) => socket.resume());
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    try {
      const results = await walk(`http://${HOST}:${port}`, "portal", { timeLimit: 300 });
      assert.equal(firstOf(results).id, "http");
      assert.match(firstOf(results).evidence, /No answer within/);
    } finally {
      await new Promise((resolve) => silent.close(resolve));
    }
  });
});
