import * as pulumi from "@pulumi/pulumi";
import type { types } from "@pulumi/kubernetes";
import type { ContainerImageArgs } from "../args/place";
import type { PodArgs } from "../args/workload";
import { hardened, hardenedAsGiven, overlay, type ContainerSpec } from "./container";

type PodSpec = types.input.core.v1.PodSpec;

/** What the pods of Deployments, Jobs and CronJobs have in common. */
export interface PodSettings {
  readonly containers: readonly ContainerSpec[];
  /** Containers before them, in Kubernetes' own form. */
  readonly initContainers?: readonly pulumi.Input<pulumi.Inputs>[];
  readonly serviceAccountName: pulumi.Input<string>;
  readonly image?: ContainerImageArgs | undefined;
  readonly pod?: PodArgs | undefined;
  readonly volumes?: readonly types.input.core.v1.Volume[];
  readonly defaultUser?: number;
  /** Mount a token of the Kubernetes API; the default is none. */
  readonly apiToken?: boolean;
}

/**
 * A pod that passes the Pod Security level `restricted`: no root, no privilege escalation, no
 * capability, the runtime's seccomp profile, a read-only root file system with a writable `/tmp`,
 * and no token of the Kubernetes API unless the server asks it for something.
 */
export function podSpec(settings: PodSettings): PodSpec {
  const { pod, image, initContainers } = settings;
  const user = pod?.runAsUser ?? settings.defaultUser ?? 1000;
  return {
    serviceAccountName: settings.serviceAccountName,
    automountServiceAccountToken: settings.apiToken ?? false,
    enableServiceLinks: false,
    securityContext: overlay<types.input.core.v1.PodSecurityContext>(
      {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: user,
        fsGroup: user,
        seccompProfile: { type: "RuntimeDefault" },
      },
      pod?.podSecurityContext,
    ),
    initContainers: initContainers && hardenedAsGiven(initContainers, pod),
    containers: settings.containers.map((container) => hardened(container, pod, image)),
    volumes: [
      { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
      ...(settings.volumes ?? []),
      ...((pod?.volumes ?? []) as pulumi.Input<types.input.core.v1.Volume>[]),
    ],
    imagePullSecrets:
      image?.pullSecrets &&
      pulumi.output(image.pullSecrets).apply((names) => names.map((name) => ({ name }))),
    nodeSelector: pod?.nodeSelector,
    tolerations: pod?.tolerations,
    affinity: pod?.affinity,
    priorityClassName: pod?.priorityClassName,
  };
}
