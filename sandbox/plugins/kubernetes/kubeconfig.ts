import { existsSync } from "node:fs";
import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import type { KubernetesConfig } from "./config";

/** The kubeconfig that the provider's configuration names: a path, its text, or kubectl's default. */
export async function loadKubeConfig(config: KubernetesConfig): Promise<KubeConfig> {
  // The library is large; rendering does without it.
  const { KubeConfig } = await import("@kubernetes/client-node");
  const loaded = new KubeConfig();
  const source = config.kubeconfig;
  if (source === undefined) loaded.loadFromDefault();
  else if (source.includes("\n") || source.trimStart().startsWith("{"))
    loaded.loadFromString(source);
  else if (existsSync(source)) loaded.loadFromFile(source);
  else throw new Error(`The kubeconfig ${source} doesn't exist.`);

  if (config.context !== undefined) {
    const names = loaded.getContexts().map(({ name }) => name);
    if (!names.includes(config.context)) {
      const known = names.length > 0 ? names.join(", ") : "none";
      throw new Error(`The kubeconfig has no context ${config.context}; it has ${known}.`);
    }
    loaded.setCurrentContext(config.context);
  }
  return config.cluster === undefined ? loaded : withCluster(loaded, config.cluster);
}

function withCluster(loaded: KubeConfig, cluster: string): KubeConfig {
  if (loaded.getCluster(cluster) === null) {
    throw new Error(`The kubeconfig has no cluster ${cluster}.`);
  }
  const current = loaded.getCurrentContext();
  loaded.contexts = loaded
    .getContexts()
    .map((context) => (context.name === current ? { ...context, cluster } : context));
  return loaded;
}
