import type * as pulumi from "@pulumi/pulumi";
import type * as k8s from "@pulumi/kubernetes";
import { createSecret } from "../kubernetes/content-objects";
import { createJob, type JobSpec } from "../kubernetes/jobs";
import type { ContainerSpec } from "../kubernetes/container";
import { mounted, together, type MountedVolume } from "../kubernetes/mounted-volume";

/** What the wizard runs with. */
export interface WizardSpec extends Omit<JobSpec, "role" | "containers" | "volumes"> {
  /** Key of the hash in the Secret's name. */
  readonly hashKey: pulumi.Input<string>;
  /** The wizard's file; a secret. */
  readonly file: pulumi.Input<string>;
  /** Reference of Membership's image. */
  readonly reference: pulumi.Input<string>;
  /** Environment of the server, which the wizard reads as well. */
  readonly env: NonNullable<ContainerSpec["env"]>;
  /** The authority of the database's certificate. */
  readonly ca: MountedVolume;
}

/**
 * The Job that runs the image's `admin wizard` once for each content of its file, which is in a
 * Secret, since it holds client secrets. The Job stays until its content changes: with a time to
 * live, the next refresh would miss it, and the wizard would run again for nothing.
 */
export function createWizardJob(
  parent: pulumi.ComponentResource,
  name: string,
  { file, reference, env, ca, hashKey, ...shared }: WizardSpec,
): k8s.batch.v1.Job {
  const { identity, namespace } = shared;
  const secret = createSecret(parent, `${name}-wizard`, {
    identity,
    namespace,
    hashKey,
    data: { "config.yaml": file },
  });
  const config = mounted("config", "/config", { secret: { secretName: secret.metadata.name } });
  const { volumes, volumeMounts } = together(config, ca);
  return createJob(parent, name, {
    ...shared,
    role: "wizard",
    containers: [
      { name: "wizard", image: reference, args: ["admin", "wizard"], env, volumeMounts },
    ],
    volumes,
  });
}
