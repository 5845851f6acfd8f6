import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { applySeed } from "../../seed/apply";
import {
  type PortForwardServer,
  startPortForwardServer,
  useServer,
} from "../support/port-forward-server";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { documented } from "./schemas";
import { example } from "./support";

const JOB = "/apis/batch/v1/namespaces/formance/jobs/formance-membership-migrate-1";
const PODS = "/api/v1/namespaces/formance/pods";

const job = (status: object) => ({ metadata: { name: "formance-membership-migrate-1" }, status });
const pods = (status: object) => ({ items: [{ metadata: { name: "migrate-x" }, status }] });

describe("a seed that waits for migrations", () => {
  let empty: TestDatabase;
  let server: PortForwardServer;
  let folder: string;
  const before = process.env.KUBECONFIG;
  const objects: Record<string, unknown> = {};

  beforeEach(async () => {
    empty = await createDatabase("select 1");
    folder = mkdtempSync(path.join(tmpdir(), "formance-kubeconfig-"));
    for (const name of Object.keys(objects)) Reflect.deleteProperty(objects, name);
    server = await startPortForwardServer({ objects, target: 1 });
    useServer(server, folder);
  });

  afterEach(async () => {
    await server.close();
    if (before === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = before;
    rmSync(folder, { recursive: true });
  });

  const seed = (signal?: AbortSignal, seconds = 300) =>
    applySeed({
      connection: empty.connection,
      specification: example,
      waitForMigrationsSeconds: seconds,
      migration: { namespace: "formance", job: "formance-membership-migrate-1" },
      signal,
    });

  const fails = async (words: RegExp, run = seed) => {
    const started = Date.now();
    await assert.rejects(() => run(), words);
    assert.ok(Date.now() - started < 20_000, "it waited on");
  };

  it("ends when the migration Job has failed, with the end of its log and no secret", async () => {
    const { password } = empty.connection;
    objects[JOB] = job({
      failed: 7,
      conditions: [
        { type: "Failed", status: "True", reason: "BackoffLimitExceeded", message: "7 times." },
      ],
    });
    objects[PODS] = pods({ phase: "Failed" });
    objects[`${PODS}/migrate-x/log`] =
      `connecting with ${password}\nFATAL: role "m" does not exist`;
    await fails(
      /no table membership\.users\. The migration Job formance-membership-migrate-1 has failed \(BackoffLimitExceeded: 7 times\)\.[\s\S]*role "m" does not exist[\s\S]*run pulumi up/,
    );
    await assert.rejects(seed(), (error: Error) => !error.message.includes(password));
  });

  it("ends when the Job is complete, and the tables are not there", async () => {
    objects[JOB] = job({ succeeded: 1, conditions: [{ type: "Complete", status: "True" }] });
    objects[PODS] = { items: [] };
    await fails(/is complete\. It migrated another database[\s\S]*pulumi up --refresh/);
  });

  it("ends when the Job is not in the cluster", async () => {
    await fails(/migrate-1 is not in the cluster\. Run pulumi up --refresh/);
  });

  it("waits while the Job runs, and says in the end what its pod waits for", async () => {
    objects[JOB] = job({ active: 1 });
    const waiting = { reason: "ImagePullBackOff", message: "manifest unknown" };
    objects[PODS] = pods({ containerStatuses: [{ state: { waiting } }] });
    await fails(
      /after 1 seconds[\s\S]*isn't complete yet[\s\S]*ImagePullBackOff: manifest unknown/,
      () => seed(undefined, 1),
    );
  });

  it("waits on where the cluster can't be asked", async () => {
    await server.close();
    const running = seed();
    const early = Promise.race([
      running.then(() => "done"),
      new Promise((resolve) => setTimeout(resolve, 1_500, "waiting")),
    ]);
    assert.equal(await early, "waiting");
    await empty.query(documented);
    assert.match((await running).summary, /\+3 users/);
    server = await startPortForwardServer({ objects, target: 1 });
  });

  it("ends at once when it is told to stop", async () => {
    objects[JOB] = job({ active: 1 });
    objects[PODS] = { items: [] };
    const stop = new AbortController();
    setTimeout(() => {
      stop.abort();
    }, 1_000);
    await fails(/Stopped while waiting for Membership's migrations/, () => seed(stop.signal));
  });
});
