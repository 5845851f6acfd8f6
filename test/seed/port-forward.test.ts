import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { applySeed } from "../../seed/apply";
import type { ForwardTarget } from "../../seed/backends/forward-target";
import { clientConfig, type SeedConnection } from "../../seed/connection";
import { createAuthority } from "../support/certificates";
import {
  type PortForwardServer,
  type PortForwardWorld,
  startPortForwardServer,
  useServer,
} from "../support/port-forward-server";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { startTlsFront } from "../support/tls-front";
import { documented } from "./schemas";
import { example, rowsOf } from "./support";

const api = "/api/v1/namespaces/db";

function pod(ready: boolean, name = "postgres-0"): Record<string, unknown> {
  return {
    metadata: { name, namespace: "db" },
    spec: { containers: [{ name: "postgres", ports: [{ name: "pg", containerPort: 5432 }] }] },
    status: { conditions: [{ type: "Ready", status: ready ? "True" : "False" }] },
  };
}

const service = {
  metadata: { name: "postgres", namespace: "db" },
  spec: { selector: { app: "postgres" }, ports: [{ port: 6432, targetPort: "pg" }] },
};

const objects = {
  [`${api}/services/postgres`]: service,
  [`${api}/pods`]: { items: [pod(false, "postgres-1"), pod(true)] },
  [`${api}/pods/postgres-0`]: pod(true),
};

describe("seed through a port-forward", () => {
  let database: TestDatabase;
  let server: PortForwardServer | undefined;
  let folder: string;
  const before = process.env.KUBECONFIG;

  beforeEach(async () => {
    database = await createDatabase(documented);
    folder = mkdtempSync(path.join(tmpdir(), "formance-kubeconfig-"));
  });

  afterEach(async () => {
    await server?.close();
    server = undefined;
    if (before === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = before;
    rmSync(folder, { recursive: true });
  });

  /** Starts the API server, and makes it the current context. */
  async function serve(world: Partial<PortForwardWorld> = {}): Promise<PortForwardServer> {
    server = await startPortForwardServer({ objects, target: database.connection.port, ...world });
    useServer(server, folder);
    return server;
  }

  const through = (more: Partial<ForwardTarget> = {}, rest: Partial<SeedConnection> = {}) => ({
    ...database.connection,
    // The name that pods use; nothing here resolves it.
    host: "postgres.db.svc",
    port: 5432,
    portForward: { namespace: "db", service: "postgres", port: 6432, ...more },
    ...rest,
  });

  const seed = (connection: SeedConnection) => applySeed({ connection, specification: example });

  it("reaches a Service's ready pod, at the port that the pod names", async () => {
    const { forwards } = await serve();
    assert.match((await seed(through())).summary, /^\+3 users/);
    assert.match((await seed(through())).summary, /13 unchanged/);
    assert.deepEqual(forwards, Array(2).fill(`${api}/pods/postgres-0/portforward?ports=5432`));
    assert.equal((await rowsOf(database)).stacks?.length, 2);
  });

  it("reaches a pod by its name, at the database's port", async () => {
    const { forwards } = await serve();
    await seed(
      through({ service: undefined, pod: "postgres-0", port: undefined, context: "test" }),
    );
    assert.deepEqual(forwards, [`${api}/pods/postgres-0/portforward?ports=5432`]);
  });

  it("carries more than a frame, both ways", async () => {
    await serve();
    const users = Array.from({ length: 5000 }, (_, index) => ({ email: `u${index}@example.com` }));
    for (const expected of [/^\+5,000 users/, /5,000 unchanged/]) {
      const { summary } = await applySeed({ connection: through(), specification: { users } });
      assert.match(summary, expected);
    }
  });

  it("opens another when one is lost, and the transaction is whole", async () => {
    const { forwards } = await serve({ breakAfter: [2000, 6000] });
    await seed(through());
    assert.equal(forwards.length, 3);
    assert.equal((await rowsOf(database)).organization_users?.length, 4);
  });

  it("verifies the certificate for the in-cluster name", async () => {
    const authority = await createAuthority();
    const front = await startTlsFront(
      database.connection.port,
      await authority.issue({ names: ["postgres.db.svc"] }),
    );
    try {
      await serve({ target: front.port });
      const tls = { tlsMode: "verify-full", tlsCa: authority.certificate } as const;
      await seed(through({}, tls));
      assert.deepEqual(front.asked, ["postgres.db.svc"]);
      await assert.rejects(
        seed(through({}, { ...tls, host: "other.db.svc" })),
        /^SeedError: The TLS certificate of other\.db\.svc:5432 was refused \(ERR_TLS_CERT_ALTNAME_INVALID\)/,
      );
      await assert.rejects(
        seed(through({}, { tlsMode: "verify-full" })),
        /^SeedError: The TLS certificate of postgres\.db\.svc:5432 was refused/,
      );
    } finally {
      await front.close();
    }
  });

  const refusals: [string, Partial<PortForwardWorld>, Partial<ForwardTarget>, RegExp][] = [
    [
      "a Service that isn't there",
      { objects: {} },
      {},
      /^SeedError: There is no Service db\/postgres: correct portForward, or the context/,
    ],
    [
      "a pod that isn't there",
      { objects: {} },
      { service: undefined, pod: "postgres-0" },
      /^SeedError: There is no pod db\/postgres-0/,
    ],
    [
      "a Service that selects nothing",
      { objects: { ...objects, [`${api}/services/postgres`]: { spec: { ports: [] } } } },
      {},
      /^SeedError: Service db\/postgres selects no pods.*name the pod as portForward\.pod/,
    ],
    [
      "a port that the Service hasn't",
      {},
      { port: 5433 },
      /^SeedError: Service db\/postgres has no port 5433, only 6432: correct portForward\.port/,
    ],
    [
      "a forbidden look-up",
      { refuse: 403 },
      {},
      /^SeedError: Kubernetes forbids the port-forward to Service db\/postgres\. It needs these rights in namespace db: get services; get and list pods; get and create pods\/portforward/,
    ],
    [
      "a forbidden port-forward",
      { refuseForward: 403 },
      {},
      /^SeedError: Kubernetes forbids the port-forward to Service db\/postgres/,
    ],
    [
      "a login that has run out",
      { refuse: 401 },
      {},
      /^SeedError: The Kubernetes API at https:\/\/127\.0\.0\.1:\d+ refused the login/,
    ],
    [
      "a context that the kubeconfig hasn't",
      {},
      { context: "tesst" },
      /^SeedError: portForward\.context: the kubeconfig has no context "tesst"\. Did you mean "test"\? It has test\.$/,
    ],
  ];
  for (const [what, world, target, message] of refusals) {
    it(`names ${what}`, async () => {
      await serve(world);
      await assert.rejects(seed(through(target)), message);
      assert.equal((await rowsOf(database)).users?.length, 0);
    });
  }

  /** One attempt: the seed itself would make several, with pauses. */
  async function connectOnce(): Promise<void> {
    const client = new Client(clientConfig(through()));
    client.on("error", () => undefined);
    try {
      await client.connect();
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  for (const [what, items, message] of [
    ["a pod that isn't ready", [pod(false)], /^No pod behind Service db\/postgres is ready \(post/],
    ["a Service without pods", [], /^There is no pod behind Service db\/postgres \(app=postgres\)/],
  ] as const) {
    it(`names ${what}, which may come to be`, async () => {
      await serve({ objects: { ...objects, [`${api}/pods`]: { items } } });
      await assert.rejects(connectOnce(), { name: "SeedError", message, retriable: true });
    });
  }

  it("names a port at which nothing answers", async () => {
    const unused = createServer();
    unused.listen(0, "127.0.0.1");
    await once(unused, "listening");
    const { port } = unused.address() as AddressInfo;
    unused.close();
    await once(unused, "close");
    await serve({ target: port });
    await assert.rejects(connectOnce(), {
      name: "SeedError",
      message:
        /^The port-forward to db\/postgres was lost \(error forwarding port 5432: .*ECONNREFUSED/,
    });
  });

  it("names an API server that can't be reached, and a kubeconfig without a context", async () => {
    const { url } = await serve();
    await server?.close();
    server = undefined;
    await assert.rejects(seed(through()), (error: Error) => {
      assert.match(
        error.message,
        /^The Kubernetes API at https:\/\/127\.0\.0\.1:\d+ can't be reached/,
      );
      assert.ok(error.message.includes(url));
      return true;
    });
    writeFileSync(process.env.KUBECONFIG ?? "", "{}");
    await assert.rejects(
      seed(through()),
      /^SeedError: portForward: the kubeconfig has no current context/,
    );
  });
});
