import { waitUntil } from "../cluster/objects";
import { unready } from "../cluster/workloads";
import { cluster } from "./prepare";

/** Waits until every Deployment of a namespace has its pods, and no pod ends any more. */
export async function waitForRollout(namespace: string): Promise<void> {
  await waitUntil("the rollout is over", async () => {
    const deployments = await cluster().objects.list("apps/v1", "Deployment", namespace);
    const left = deployments.map(unready).find((text) => text !== undefined);
    if (left !== undefined) return left;
    const ending = (await servers(namespace)).find(({ metadata }) => metadata?.deletionTimestamp);
    return ending === undefined ? undefined : `${ending.metadata?.name ?? ""} ends`;
  });
}

/** The pods of each service, as one text. */
export async function podsByService(namespace: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { metadata } of await servers(namespace)) {
    const service = (metadata?.labels?.["app.kubernetes.io/name"] ?? "").replace(/-v3$/, "");
    found[service] = [found[service], metadata?.name].filter(Boolean).sort().join(" ");
  }
  return found;
}

async function servers(namespace: string) {
  const pods = await cluster().objects.list("v1", "Pod", namespace);
  return pods.filter(
    ({ metadata }) => metadata?.labels?.["app.kubernetes.io/component"] === "server",
  );
}
