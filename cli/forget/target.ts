import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { providerKubeconfig, type KubernetesSettings } from "../../checks/cluster/kubeconfig";
import { CommandError, UsageError } from "../errors";
import { keyOf, titleOf } from "./object-id";
import type { FoundObject } from "./release-state";

/** The options of `forget-helm-release`. */
export interface ForgetOptions {
  readonly release: string;
  readonly namespace?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly keep?: readonly string[];
  readonly yes: boolean;
}

/**
 * The kubeconfig of the stack's cluster. Objects are deleted there, so it has to be named.
 *
 * @throws {UsageError} when neither the options nor the stack name it
 */
export async function clusterOf(
  { context, kubeconfig }: ForgetOptions,
  stack: KubernetesSettings,
): Promise<KubeConfig> {
  const settings = {
    kubeconfig: kubeconfig ?? stack.kubeconfig,
    context: context ?? stack.context,
  };
  if (settings.kubeconfig === undefined && settings.context === undefined) {
    throw new UsageError(
      "Name the cluster by its context of the kubeconfig: --context NAME, or for good: pulumi config set kubernetes:context NAME",
    );
  }
  const config = await providerKubeconfig(settings).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  });
  if (config === undefined) throw new UsageError("There is no kubeconfig: --kubeconfig FILE");
  return config;
}

/**
 * The namespace of both the stack and the release.
 *
 * @throws {CommandError} when the stack is not deployed, or is elsewhere
 */
export function namespaceOf(
  stack: string,
  outputs: Readonly<Record<string, unknown>>,
  { namespace, release }: ForgetOptions,
): string {
  const { namespace: own } = outputs;
  if (typeof own !== "string") {
    throw new CommandError(
      `The stack ${stack} is not deployed, so it has taken nothing over. Deploy it with adopt.release: ${release}, then look again: pulumi up --stack ${stack}`,
    );
  }
  if (namespace !== undefined && namespace !== own) {
    throw new CommandError(
      `The stack ${stack} is in the namespace ${own}, and so would be what it has taken over, but --namespace is ${namespace}. To end a release there: helm -n ${namespace} uninstall ${release}`,
    );
  }
  return own;
}

/**
 * The keys of the objects that `--keep` names.
 *
 * @throws {UsageError} when one is not of the form, or not of the release
 */
export function keptKeys(
  texts: readonly string[],
  objects: readonly FoundObject[],
): ReadonlySet<string> {
  return new Set(
    texts.flatMap((text) => {
      const [kind = "", name = "", ...more] = text.split("/");
      if (kind === "" || name === "" || more.length > 0) {
        throw new UsageError(
          `--keep is "${text}"; it has to be KIND/NAME, as secret/acme-license.`,
        );
      }
      const found = objects.filter(
        (object) =>
          object.name === name &&
          [object.kind.toLowerCase(), ...object.kindNames].includes(kind.toLowerCase()),
      );
      if (found.length > 0) return found.map(keyOf);
      const named = objects.filter((object) => object.name === name).map(titleOf);
      const hint = named.length === 0 ? "" : ` It has ${named.join(", ")}.`;
      throw new UsageError(`--keep names ${text}, which the release does not have.${hint}`);
    }),
  );
}
