import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };

/** A stack's settings of Pulumi's Kubernetes provider, `kubernetes:*`. */
export type KubernetesSettings = Readonly<Record<string, string | undefined>>;

/**
 * The kubeconfig that the provider would use: the setting, a path or the text itself, else
 * kubectl's own.
 *
 * @returns nothing where there is none
 * @throws Error when it can't be read, or has no such context
 */
export async function providerKubeconfig({
  kubeconfig,
  context,
}: KubernetesSettings): Promise<KubeConfig | undefined> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  if (kubeconfig === undefined) {
    if (!hasDefault()) return undefined;
    config.loadFromDefault();
  } else if (kubeconfig.includes("\n") || kubeconfig.trimStart().startsWith("{")) {
    config.loadFromString(kubeconfig);
  } else {
    config.loadFromFile(kubeconfig.replace(/^~(?=\/)/, homedir()));
  }
  if (context !== undefined) {
    const names = config.getContexts().map(({ name }) => name);
    if (!names.includes(context)) {
      const known = names.length === 0 ? "It has none." : `It has: ${names.join(", ")}.`;
      throw new Error(`The kubeconfig has no context ${context}. ${known}`);
    }
    config.setCurrentContext(context);
  }
  return config;
}

function hasDefault(): boolean {
  const { KUBECONFIG, KUBERNETES_SERVICE_HOST } = process.env;
  if (KUBECONFIG !== undefined && KUBECONFIG !== "") return true;
  return KUBERNETES_SERVICE_HOST !== undefined || existsSync(path.join(homedir(), ".kube/config"));
}
