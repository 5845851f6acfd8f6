import * as pulumi from "@pulumi/pulumi";
import type { types } from "@pulumi/kubernetes";
import type { ContainerImageArgs } from "../args";
import type { ResourcesArgs, WorkloadArgs } from "../workload-args";

type PodSpec = types.input.core.v1.PodSpec;
type Container = types.input.core.v1.Container;

/** What one container runs; the hardening is added by {@link podSpec}. */
export type ContainerSpec = Pick<
  Container,
  | "name"
  | "command"
  | "args"
  | "env"
  | "ports"
  | "startupProbe"
  | "readinessProbe"
  | "livenessProbe"
> & {
  readonly image: pulumi.Input<string>;
  readonly volumeMounts?: readonly types.input.core.v1.VolumeMount[];
};

/** What the pods of Deployments, Jobs and CronJobs have in common. */
export interface PodSettings {
  readonly containers: readonly ContainerSpec[];
  readonly serviceAccountName: pulumi.Input<string>;
  readonly image?: ContainerImageArgs | undefined;
  readonly workload?: WorkloadArgs | undefined;
  readonly volumes?: readonly types.input.core.v1.Volume[];
  readonly defaultUser?: number;
  /** Mount a token of the Kubernetes API; the default is none. */
  readonly apiToken?: boolean;
}

/** Memory is limited, CPU is not: a limit on CPU slows a server down while the node is idle. */
function resources(set: ResourcesArgs | undefined): types.input.core.v1.ResourceRequirements {
  return {
    requests: { cpu: "50m", memory: "128Mi", ...set?.requests },
    limits: { memory: "512Mi", ...set?.limits },
  };
}

/**
 * A pod that passes the Pod Security level `restricted`: no root, no privilege escalation, no
 * capability, the runtime's seccomp profile, a read-only root file system with a writable `/tmp`,
 * and no token of the Kubernetes API unless the server asks it for something.
 */
export function podSpec(settings: PodSettings): PodSpec {
  const { workload, image } = settings;
  const user = workload?.runAsUser ?? settings.defaultUser ?? 1000;
  return {
    serviceAccountName: settings.serviceAccountName,
    automountServiceAccountToken: settings.apiToken ?? false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      seccompProfile: { type: "RuntimeDefault" },
    },
    containers: settings.containers.map((container) => hardened(container, workload, image)),
    volumes: [{ name: "tmp", emptyDir: { sizeLimit: "64Mi" } }, ...(settings.volumes ?? [])],
    ...(image?.pullSecrets === undefined
      ? {}
      : {
          imagePullSecrets: pulumi
            .output(image.pullSecrets)
            .apply((names) => names.map((name) => ({ name }))),
        }),
    ...(workload?.nodeSelector === undefined ? {} : { nodeSelector: workload.nodeSelector }),
    ...(workload?.tolerations === undefined ? {} : { tolerations: workload.tolerations }),
    ...(workload?.priorityClassName === undefined
      ? {}
      : { priorityClassName: workload.priorityClassName }),
  };
}

function hardened(
  container: ContainerSpec,
  workload: WorkloadArgs | undefined,
  image: ContainerImageArgs | undefined,
): Container {
  return {
    ...container,
    imagePullPolicy: image?.pullPolicy ?? "IfNotPresent",
    resources: resources(workload?.resources),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: workload?.readOnlyRootFilesystem ?? true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }, ...(container.volumeMounts ?? [])],
  };
}
