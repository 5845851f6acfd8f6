import * as pulumi from "@pulumi/pulumi";
import type { types } from "@pulumi/kubernetes";
import { imagesDefaults, podDefaults } from "../../facts/defaults";
import { defaultResources } from "../../facts/default-resources";
import { isPlainSecret } from "../../facts/plain-secrets";
import type { ContainerImageArgs } from "../args/place";
import type { PodArgs, ResourcesArgs } from "../args/workload";

type Container = types.input.core.v1.Container;

/** What one container runs; the hardening is added by {@link hardened}. */
export type ContainerSpec = Pick<
  Container,
  | "name"
  | "command"
  | "args"
  | "env"
  | "envFrom"
  | "ports"
  | "lifecycle"
  | "startupProbe"
  | "readinessProbe"
  | "livenessProbe"
> & {
  readonly image: pulumi.Input<string>;
  readonly volumeMounts?: readonly types.input.core.v1.VolumeMount[];
};

function resources(set: ResourcesArgs | undefined): types.input.core.v1.ResourceRequirements {
  return {
    requests: { ...defaultResources.requests, ...set?.requests },
    limits: { ...defaultResources.limits, ...set?.limits },
  };
}

/** The given fields over the hardened ones. */
export function overlay<Fields extends object>(
  hardened: Fields,
  given: pulumi.Input<pulumi.Inputs> | undefined,
): pulumi.Input<Fields> {
  if (given === undefined) return hardened;
  return pulumi
    .all([hardened, given])
    .apply(([ours, theirs]) => Object.assign({}, ours, theirs) as Fields);
}

function securityContext(pod: PodArgs | undefined) {
  return overlay<types.input.core.v1.SecurityContext>(
    {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: pod?.readOnlyRootFilesystem ?? podDefaults.readOnlyRootFilesystem,
      capabilities: { drop: ["ALL"] },
    },
    pod?.securityContext,
  );
}

const temporary = { name: "tmp", mountPath: "/tmp" };

/** The container with nothing that it does not need: no privilege, no capability, a read-only root. */
export function hardened(
  { volumeMounts, ...container }: ContainerSpec,
  pod: PodArgs | undefined,
  image: ContainerImageArgs | undefined,
): Container {
  return {
    ...container,
    imagePullPolicy: image?.pullPolicy ?? imagesDefaults.pullPolicy,
    resources: resources(pod?.resources),
    securityContext: securityContext(pod),
    volumeMounts: [temporary, ...(volumeMounts ?? []), ...mounts(pod?.volumeMounts)],
  };
}

/** Containers in Kubernetes' own form, hardened likewise where they say nothing else. */
export function hardenedAsGiven(
  containers: readonly pulumi.Input<pulumi.Inputs>[],
  pod: PodArgs | undefined,
): pulumi.Output<Container>[] {
  return containers.map((given) =>
    pulumi.all([withSecretEnv(given), securityContext(pod)]).apply(([container, secure]) => {
      const own = container as Container;
      return {
        imagePullPolicy: "IfNotPresent",
        resources: resources(undefined),
        ...own,
        securityContext: { ...secure, ...(container.securityContext as object | undefined) },
        volumeMounts: [temporary, ...((container.volumeMounts ?? []) as (typeof temporary)[])],
      };
    }),
  );
}

/** A secret in clear in a variable is one in the state; its name or the text itself tells. */
function withSecretEnv(container: pulumi.Input<pulumi.Inputs>): pulumi.Input<pulumi.Inputs> {
  return pulumi.output(container).apply((known) => {
    const variables: unknown = known.env;
    return Array.isArray(variables) && variables.some(holdsSecret) ? pulumi.secret(known) : known;
  });
}

function holdsSecret(variable: Readonly<Record<string, unknown>> | null | undefined): boolean {
  const { name, value } = variable ?? {};
  return typeof name === "string" && typeof value === "string" && isPlainSecret(name, value);
}

/** Mounts in Kubernetes' own form. */
function mounts(given: readonly pulumi.Input<pulumi.Inputs>[] | undefined) {
  return (given ?? []) as pulumi.Input<types.input.core.v1.VolumeMount>[];
}
