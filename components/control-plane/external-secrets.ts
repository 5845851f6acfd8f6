import type * as pulumi from "@pulumi/pulumi";
import { fromChecked } from "../check-arguments";
import type { ControlPlaneArgs } from "../args/control-plane";
import { ExternalSecrets } from "../external-secrets/external-secrets";

/**
 * The Secrets that come from a store. Gives the namespace as a value that waits for them, so that
 * no pod is made before the Secrets that it reads.
 */
export function createExternalSecrets(
  parent: pulumi.ComponentResource,
  name: string,
  { externalSecrets }: ControlPlaneArgs,
  namespace: pulumi.Output<string>,
): pulumi.Output<string> {
  if (externalSecrets === undefined) return namespace;
  return new ExternalSecrets(
    `${name}-external-secret`,
    fromChecked({ ...externalSecrets, namespace, instance: name }),
    { parent },
  ).namespace;
}
