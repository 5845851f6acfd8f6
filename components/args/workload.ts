// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input, Inputs } from "@pulumi/pulumi";
import type { AutoscalingArgs, DisruptionBudgetArgs } from "./availability";
import type { ExtraPortArgs, ProbesArgs, WorkloadServiceArgs } from "./server";
import type { SecretKeyArgs } from "./shared";

/** Settings of every Deployment. */
export interface WorkloadArgs extends PodArgs {
  /**
   * Number of pods. More than one also creates a PodDisruptionBudget. Not with `autoscaling`.
   * @default 1
   */
  replicas?: number;
  /**
   * Scale the number of pods by their use of CPU and memory, instead of `replicas`; the cluster
   * needs a metrics server.
   */
  autoscaling?: AutoscalingArgs;
  /** How many pods may be unavailable at once while nodes are drained. */
  disruptionBudget?: DisruptionBudgetArgs;
  /**
   * Additional environment variables, by name: a string, `{secret: ...}` or `{secretRef: {name,
   * key}}`. They come after the service's own.
   */
  env?: EnvVarArgs[];
  /**
   * Environment variables from existing ConfigMaps and Secrets. The service's own take precedence.
   */
  envFrom?: EnvFromArgs[];
  /** Annotations of the Deployment. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Additional labels of the Deployment. */
  labels?: Input<{ [key: string]: Input<string> }>;
  /** Annotations of the pods. */
  podAnnotations?: Input<{ [key: string]: Input<string> }>;
  /** Additional labels of the pods. */
  podLabels?: Input<{ [key: string]: Input<string> }>;
  /**
   * Name of an existing ServiceAccount to run as.
   * @default one is created
   */
  serviceAccountName?: Input<string>;
  /** Annotations of the created ServiceAccount, such as for a cloud role. */
  serviceAccountAnnotations?: Input<{ [key: string]: Input<string> }>;
  /**
   * How to spread the pods, in Kubernetes' own form. A constraint without a `labelSelector` selects
   * these pods.
   * @default over nodes where possible
   */
  topologySpreadConstraints?: Input<Inputs>[];
  /**
   * Containers that run to completion before the server starts, in Kubernetes' own form. They are
   * hardened like the server.
   */
  initContainers?: Input<Inputs>[];
  /** The Service in front of the pods. */
  service?: WorkloadServiceArgs;
  /**
   * Additional ports that the server listens on. NetworkPolicies don't open them; add them to
   * `networkPolicies.extraIngress`.
   */
  extraPorts?: ExtraPortArgs[];
  /** Timing of the probes. */
  probes?: ProbesArgs;
  /**
   * Time that a pod has to stop, in seconds, including `preStopSeconds`.
   * @default 30
   */
  terminationGracePeriodSeconds?: Input<number>;
  /**
   * How long a stopping pod keeps serving while load balancers remove it, in seconds. Set `0`
   * before Kubernetes 1.30, which lacks the feature.
   * @default 5
   */
  preStopSeconds?: number;
}

/** Settings of the pods of Deployments, Jobs and CronJobs. */
export interface PodArgs {
  /**
   * CPU and memory of the container.
   * @default small requests, and a memory limit
   */
  resources?: ResourcesArgs;
  /** Labels that a node must have. */
  nodeSelector?: Input<{ [key: string]: Input<string> }>;
  /** Taints that the pods tolerate. */
  tolerations?: TolerationArgs[];
  /** Affinity to nodes and pods, in Kubernetes' own form. */
  affinity?: Input<Inputs>;
  /** Name of a PriorityClass. */
  priorityClassName?: Input<string>;
  /** Additional volumes of the pods, in Kubernetes' own form. */
  volumes?: Input<Inputs>[];
  /** Where the containers mount them, in Kubernetes' own form. */
  volumeMounts?: Input<Inputs>[];
  /**
   * User id that the container runs as; never root.
   * @default 1000; for Dex 1001
   */
  runAsUser?: Input<number>;
  /**
   * Mount the root file system read-only; `/tmp` stays writable.
   * @default true
   */
  readOnlyRootFilesystem?: Input<boolean>;
  /**
   * Security context of the pods, in Kubernetes' own form, merged over the hardened one. A setting
   * that violates `restricted` is rejected, unless `podSecurity` allows it.
   */
  podSecurityContext?: Input<Inputs>;
  /** Security context of the containers, with the same rules. */
  securityContext?: Input<Inputs>;
}

/** A variable of a container's environment. */
export interface EnvVarArgs {
  /** Name of the variable. */
  name: string;
  /** Value in plain text. For a secret, set `secret` or `secretRef`. */
  value?: Input<string>;
  /** Secret value, which the pod reads from the workload's own Secret. */
  secret?: Input<string>;
  /** Key of an existing Secret. */
  secretRef?: SecretKeyArgs;
}

/** All keys of an existing ConfigMap or Secret as environment variables. */
export interface EnvFromArgs {
  /** Name of a ConfigMap. */
  configMap?: Input<string>;
  /** Name of a Secret. */
  secret?: Input<string>;
  /**
   * Prefix of each variable.
   * @default none
   */
  prefix?: Input<string>;
}

/** CPU and memory of a container. */
export interface ResourcesArgs {
  /** CPU and memory that the scheduler reserves. */
  requests?: ResourceAmountsArgs;
  /** CPU and memory that the container may use at most. */
  limits?: ResourceAmountsArgs;
}

/** Amounts of CPU and memory, as Kubernetes writes them. */
export interface ResourceAmountsArgs {
  /**
   * CPU, in cores or millicores.
   * @example "250m"
   */
  cpu?: Input<string>;
  /**
   * Memory, in bytes, with a unit.
   * @example "256Mi"
   */
  memory?: Input<string>;
}

/** A toleration of a pod, as Kubernetes defines it. */
export interface TolerationArgs {
  /**
   * Key of the taint.
   * @default every taint
   */
  key?: Input<string>;
  /**
   * How to compare the value. `Equal` or `Exists`.
   * @default "Equal"
   */
  operator?: Input<string>;
  /** Value of the taint, with `Equal`. */
  value?: Input<string>;
  /**
   * Effect of the taint to tolerate. `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
   * @default all effects
   */
  effect?: Input<string>;
  /**
   * How long a pod stays on the node after `NoExecute`, in seconds.
   * @default forever
   */
  tolerationSeconds?: Input<number>;
}
