import { KubeConfig, KubernetesObjectApi } from "@kubernetes/client-node";
import type { KubernetesObject } from "@kubernetes/client-node";
import type { KubeObject } from "../../e2e/support/kube-client";
import { setTimeout as sleep } from "node:timers/promises";
import { runCommand } from "../../../workspace/run-command";

const PAUSE = 250;

/** An object of the Kubernetes API as a test sees it. */
export type Plain = KubernetesObject & Readonly<Record<string, unknown>>;

/** Reads and writes the cluster's objects as an administrator. */
export interface Objects {
  /** Makes or changes objects by server-side apply. */
  put(objects: readonly KubeObject[]): Promise<void>;
  list(apiVersion: string, kind: string, namespace?: string): Promise<Plain[]>;
  get(apiVersion: string, kind: string, name: string, namespace?: string): Promise<Plain>;
}

/** Opens the API of a kubeconfig. */
export function openObjects(kubectl: string, kubeconfig: string): Objects {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const api = KubernetesObjectApi.makeApiClient(config);
  return {
    put: async (objects) => {
      const flags = ["apply", "--server-side", "--force-conflicts", "--filename", "-"];
      const { code, stderr } = await runCommand(kubectl, ["--kubeconfig", kubeconfig, ...flags], {
        input: objects.map((object) => JSON.stringify(object)).join("\n---\n"),
      });
      if (code !== 0) throw new Error(`kubectl apply: ${stderr.trim()}`);
    },
    list: async (apiVersion, kind, namespace) => {
      const { items } = await api.list<Plain>(apiVersion, kind, namespace);
      return items;
    },
    get: async (apiVersion, kind, name, namespace) => {
      const metadata = { name, namespace: namespace ?? "" };
      return api.read<Plain>({ apiVersion, kind, metadata });
    },
  };
}

/** Waits until something of the cluster is as it has to be; `state` says what is missing. */
export async function waitUntil(
  what: string,
  state: () => Promise<string | undefined>,
  limit = 300_000,
): Promise<void> {
  const end = Date.now() + limit;
  for (;;) {
    let missing: string | undefined;
    try {
      missing = await state();
      if (missing === undefined) return;
    } catch (error) {
      missing = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > end) throw new Error(`${what}: not after ${limit / 1_000} s: ${missing}`);
    await sleep(PAUSE);
  }
}
