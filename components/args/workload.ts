import type { Input, Inputs } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";
import type { AutoscalingArgs, DisruptionBudgetArgs } from "./availability";
import type { ExtraPortArgs, ProbesArgs, WorkloadServiceArgs } from "./server";

/** A name and a value for a container's environment. */
export interface EnvVarArgs {
  /** Name of the variable. */
  name: string;
  /** Value in clear. For a secret use `secret` or `secretRef`. */
  value?: Input<string>;
  /** Secret value; it reaches the pod through the workload's own Secret. */
  secret?: Input<string>;
  /** Key of an existing Secret. */
  secretRef?: SecretKeyArgs;
}

/** All keys of an existing ConfigMap or Secret as environment variables. Give one of the two. */
export interface EnvFromArgs {
  /** Name of a ConfigMap. */
  configMap?: Input<string>;
  /** Name of a Secret. */
  secret?: Input<string>;
  /**
   * What to put before each key.
   * @default ""
   */
  prefix?: Input<string>;
}

/** Amounts of CPU and memory, as Kubernetes writes them (`250m`, `256Mi`). */
export interface ResourceAmountsArgs {
  /** CPU, e.g. `250m`. */
  cpu?: Input<string>;
  /** Memory, e.g. `256Mi`. */
  memory?: Input<string>;
}

/** CPU and memory of a container. */
export interface ResourcesArgs {
  /** What the scheduler reserves. */
  requests?: ResourceAmountsArgs;
  /** What the container may use at most. */
  limits?: ResourceAmountsArgs;
}

/** A toleration of a pod, as Kubernetes defines it. */
export interface TolerationArgs {
  /** Taint key; absent means every taint. */
  key?: Input<string>;
  /** `Exists` or `Equal`. */
  operator?: Input<string>;
  /** Taint value, with `Equal`. */
  value?: Input<string>;
  /** `NoSchedule`, `PreferNoSchedule` or `NoExecute`; absent means all. */
  effect?: Input<string>;
  /** How long a pod stays on the node, in seconds, with `NoExecute`; absent means for ever. */
  tolerationSeconds?: Input<number>;
}

/** What the pods of Deployments, Jobs and CronJobs have in common. */
export interface PodArgs {
  /** CPU and memory. The default reserves a little of both and limits memory. */
  resources?: ResourcesArgs;
  /** Labels that a node must have. */
  nodeSelector?: Input<{ [key: string]: Input<string> }>;
  /** Tolerations of the pods. */
  tolerations?: TolerationArgs[];
  /** Affinity to nodes and pods, in Kubernetes' own form. */
  affinity?: Input<Inputs>;
  /** Name of a PriorityClass. */
  priorityClassName?: Input<string>;
  /** Further volumes, in Kubernetes' own form. */
  volumes?: Input<Inputs>[];
  /** Where the container finds them, in Kubernetes' own form. */
  volumeMounts?: Input<Inputs>[];
  /**
   * Numeric user that the container runs as.
   * @default 1000; Dex 1001
   */
  runAsUser?: Input<number>;
  /**
   * Keep the container's root file system read-only; `/tmp` stays writable.
   * @default true
   */
  readOnlyRootFilesystem?: Input<boolean>;
  /**
   * Security context of the pods, in Kubernetes' own form, over the hardened one. What breaks Pod
   * Security `restricted` keeps the pods from starting, unless the namespace allows it.
   */
  podSecurityContext?: Input<Inputs>;
  /** Security context of the containers, likewise. */
  securityContext?: Input<Inputs>;
}

/** What every Deployment of the control plane lets you set. */
export interface WorkloadArgs extends PodArgs {
  /**
   * Number of pods. A PodDisruptionBudget is made when it is above 1. Not with `autoscaling`.
   * @default 1
   */
  replicas?: number;
  /** Number of pods by their use of CPU and memory, in place of `replicas`. */
  autoscaling?: AutoscalingArgs;
  /** How many pods may be away at once. */
  disruptionBudget?: DisruptionBudgetArgs;
  /** Further environment variables, after the service's own. */
  env?: EnvVarArgs[];
  /** Environment variables from existing objects. A service's own win over them. */
  envFrom?: EnvFromArgs[];
  /** Annotations of the Deployment. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Further labels of the Deployment. */
  labels?: Input<{ [key: string]: Input<string> }>;
  /** Annotations of the pods. */
  podAnnotations?: Input<{ [key: string]: Input<string> }>;
  /** Further labels of the pods. */
  podLabels?: Input<{ [key: string]: Input<string> }>;
  /** Name of an existing ServiceAccount to run as. Absent: one is made. */
  serviceAccountName?: Input<string>;
  /** Annotations of the ServiceAccount that is made, e.g. for a cloud role. */
  serviceAccountAnnotations?: Input<{ [key: string]: Input<string> }>;
  /** How pods are spread, in Kubernetes' own form. Absent: over nodes, as far as possible. */
  topologySpreadConstraints?: Input<Inputs>[];
  /** Containers that run to their end before the server starts, in Kubernetes' own form. */
  initContainers?: Input<Inputs>[];
  /** The Service before the pods. */
  service?: WorkloadServiceArgs;
  /** Further ports, for what a server listens at besides. The NetworkPolicies open none of them. */
  extraPorts?: ExtraPortArgs[];
  /** Timing of the probes. */
  probes?: ProbesArgs;
  /**
   * How long a pod may take to end, in seconds, `preStopSeconds` included.
   * @default 30
   */
  terminationGracePeriodSeconds?: Input<number>;
  /**
   * How long a pod that is to end goes on serving, in seconds, while load balancers forget it.
   * Kubernetes before 1.30 can't: 0 there.
   * @default 5
   */
  preStopSeconds?: number;
}
