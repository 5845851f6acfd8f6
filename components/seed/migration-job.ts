import * as pulumi from "@pulumi/pulumi";
import type { SeedMigrationArgs } from "./membership-seed-args";

/**
 * Where the seed finds the migration Job: in the cluster of the stack's Kubernetes settings. Nothing
 * where that is not certain, since a Job that isn't there is taken for a fault: with a provider of
 * the program's own, a kubeconfig in the config, or objects that are written to files.
 */
export function migrationJob(
  parent: pulumi.Resource,
  namespace: pulumi.Input<string>,
  job: pulumi.Input<string> | undefined,
): SeedMigrationArgs | undefined {
  const setting = (name: string) => pulumi.runtime.getConfig(`kubernetes:${name}`);
  const kubeconfig = setting("kubeconfig");
  const isText = kubeconfig !== undefined && /^\s*\{|\n/.test(kubeconfig);
  if (
    job === undefined ||
    isText ||
    setting("renderYamlToDirectory") !== undefined ||
    parent.getProvider("kubernetes:batch/v1:Job") !== undefined
  ) {
    return undefined;
  }
  return { namespace, job, kubeconfig, context: setting("context") };
}
