import assert from "node:assert/strict";
import { NEXT_TAG } from "../cluster/images";
import { unready } from "../cluster/workloads";
import { waitUntil } from "../cluster/objects";
import { cluster } from "../support/prepare";
import { startProbe } from "../support/probe";
import { NAMESPACE, setConfig, stackProject } from "../support/stack";

interface Change {
  readonly what: string;
  readonly config: Readonly<Record<string, string>>;
  /** The services whose pods read it. */
  readonly rolls: readonly string[];
}

const changes: readonly Change[] = [
  {
    what: "a new image of Console",
    config: { "images.console.tag": NEXT_TAG },
    rolls: ["console"],
  },
  {
    what: "a new cookie key of Portal",
    config: { "secretGenerations.portalCookie": "2" },
    rolls: ["portal"],
  },
  {
    what: "another life of access tokens",
    config: { "membership.accessTokenValidity": "10m" },
    rolls: ["membership"],
  },
  {
    what: "another page of Dex",
    config: { "dex.skipApprovalScreen": "false" },
    rolls: ["dex"],
  },
];

const ADDRESSES = [
  "https://dex.formance.test/.well-known/openid-configuration",
  "https://membership.formance.test/api/_info",
  "https://console.formance.test/_info",
  "https://portal.formance.test/_info",
];

describe("a change of a running stack", () => {
  for (const { what, config, rolls } of changes) {
    it(`${what} rolls exactly the pods concerned, and no request fails`, async () => {
      const project = await stackProject();
      const before = await podsByService();
      for (const [key, value] of Object.entries(config)) await setConfig(project, key, value);
      const stop = startProbe(ADDRESSES, cluster().authority);
      await project.run("pulumi up --yes");
      await waitUntil("the rollout is over", rolloutLeft);
      const { requests, failures } = await stop();
      const after = await podsByService();
      const changed = Object.keys(after).filter((service) => before[service] !== after[service]);
      assert.deepEqual(changed, rolls);
      assert.deepEqual(failures, [], `of ${requests} requests`);
    });
  }
});

/** What still rolls, or ends. */
async function rolloutLeft(): Promise<string | undefined> {
  const { objects } = cluster();
  const deployments = await objects.list("apps/v1", "Deployment", NAMESPACE);
  const left = deployments.map(unready).find((text) => text !== undefined);
  if (left !== undefined) return left;
  const ending = (await servers()).find(({ metadata }) => metadata?.deletionTimestamp);
  return ending === undefined ? undefined : `${ending.metadata?.name ?? ""} ends`;
}

async function servers() {
  const pods = await cluster().objects.list("v1", "Pod", NAMESPACE);
  return pods.filter(
    ({ metadata }) => metadata?.labels?.["app.kubernetes.io/component"] === "server",
  );
}

/** The pods of each service, as one text. */
async function podsByService(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { metadata } of await servers()) {
    const service = (metadata?.labels?.["app.kubernetes.io/name"] ?? "").replace(/-v3$/, "");
    found[service] = [found[service], metadata?.name].filter(Boolean).sort().join(" ");
  }
  return found;
}
