import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { providerKubeconfig, type KubernetesSettings } from "../../checks/cluster/kubeconfig";
import { HelmError, HelmOptionError } from "../errors";
import { keyOf, titleOf } from "../release/object-id";
import type { FoundObject } from "../release/live-objects";

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
 * @throws {HelmOptionError} when neither the options nor the stack name it
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
    throw new HelmOptionError(
      "Name the cluster by its context of the kubeconfig: --context NAME, or for good: pulumi config set kubernetes:context NAME",
    );
  }
  const config = await providerKubeconfig(settings).catch((error: unknown) => {
    throw new HelmOptionError(error instanceof Error ? error.message : String(error));
  });
  if (config === undefined) throw new HelmOptionError("There is no kubeconfig: --kubeconfig FILE");
  return config;
}

/**
 * The namespace of both the stack and the release.
 *
 * @throws {HelmError} when the stack is not deployed, or is elsewhere
 */
export function namespaceOf(
  stack: string,
  outputs: Readonly<Record<string, unknown>>,
  { namespace, release }: ForgetOptions,
): string {
  const { namespace: own } = outputs;
  if (typeof own !== "string") {
    throw new HelmError(
      `The stack ${stack} is not deployed, so it has taken nothing over. Deploy it with adopt.release: ${release}, then look again: pulumi up --stack ${stack}`,
    );
  }
  if (namespace !== undefined && namespace !== own) {
    throw new HelmError(
      `The stack ${stack} is in the namespace ${own}, and so would be what it has taken over, but --namespace is ${namespace}. To end a release there: helm -n ${namespace} uninstall ${release}`,
    );
  }
  return own;
}

/**
 * The keys of the objects that `--keep` names.
 *
 * @throws {HelmOptionError} when one is not of the form, or not of the release
 */
export function keptKeys(
  texts: readonly string[],
  objects: readonly FoundObject[],
): ReadonlySet<string> {
  return new Set(
    texts.flatMap((text) => {
      const [kind = "", name = "", ...more] = text.split("/");
      if (kind === "" || name === "" || more.length > 0) {
        throw new HelmOptionError(
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
      throw new HelmOptionError(`--keep names ${text}, which the release does not have.${hint}`);
    }),
  );
}
