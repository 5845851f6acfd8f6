import { messageOf } from "../messages/errors";
import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { Option } from "commander";

import { providerKubeconfig, type KubernetesSettings } from "../seed/kubeconfig";
import { UsageError } from "./errors";

/** `--context`, of the commands that look into a stack's cluster. */
export function contextOption(): Option {
  return new Option(
    "--context <name>",
    "the cluster, by its context in the kubeconfig (default: kubernetes:context)",
  );
}

/** `--kubeconfig`, of the same commands. */
export function kubeconfigOption(): Option {
  return new Option(
    "--kubeconfig <file>",
    "the kubeconfig (default: kubernetes:kubeconfig, or what kubectl uses)",
  );
}

/** The values of both options. */
export interface ClusterOptions {
  readonly context?: string;
  readonly kubeconfig?: string;
}

/**
 * The kubeconfig of the cluster that the options or the stack name. A command that deletes objects
 * never takes the current context.
 *
 * @throws {UsageError} when neither names it
 */
export async function namedCluster(
  { context, kubeconfig }: ClusterOptions,
  stack: KubernetesSettings,
): Promise<KubeConfig> {
  const settings = {
    kubeconfig: kubeconfig ?? stack.kubeconfig,
    context: context ?? stack.context,
  };
  if (settings.kubeconfig === undefined && settings.context === undefined) {
    throw new UsageError(
      "Name the cluster by its context in the kubeconfig: --context NAME, or permanently: pulumi config set kubernetes:context NAME",
    );
  }
  const config = await providerKubeconfig(settings).catch((error: unknown) => {
    throw new UsageError(messageOf(error));
  });
  if (config === undefined) throw new UsageError("There is no kubeconfig: --kubeconfig FILE");
  return config;
}
