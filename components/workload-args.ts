import type { Input } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./args";

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
}

/** What every Deployment of the control plane lets you set. */
export interface WorkloadArgs {
  /**
   * Number of pods. A PodDisruptionBudget is made when it is above 1.
   * @default 1
   */
  replicas?: number;
  /** CPU and memory. The default reserves a little of both and limits memory. */
  resources?: ResourcesArgs;
  /** Further environment variables, after the service's own. */
  env?: EnvVarArgs[];
  /** Annotations of the pods. */
  podAnnotations?: Input<{ [key: string]: Input<string> }>;
  /** Annotations of the ServiceAccount, e.g. for a cloud role. */
  serviceAccountAnnotations?: Input<{ [key: string]: Input<string> }>;
  /** Labels that a node must have. */
  nodeSelector?: Input<{ [key: string]: Input<string> }>;
  /** Tolerations of the pods. */
  tolerations?: TolerationArgs[];
  /** Name of a PriorityClass. */
  priorityClassName?: Input<string>;
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
}
