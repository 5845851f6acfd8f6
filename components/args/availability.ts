import type { Input } from "@pulumi/pulumi";

/** Number of pods by their use. The cluster needs a metrics server. */
export interface AutoscalingArgs {
  /**
   * Fewest pods.
   * @default 2
   */
  minReplicas?: number;
  /** Most pods. */
  maxReplicas: number;
  /**
   * Use of the reserved CPU that is aimed at, in per cent.
   * @default 80
   */
  targetCpuUtilization?: Input<number>;
  /**
   * Use of the reserved memory that is aimed at, in per cent.
   * @default none: memory is not looked at
   */
  targetMemoryUtilization?: Input<number>;
}

/**
 * How many pods may be away at once, when nodes are drained. Give one of `minAvailable` and
 * `maxUnavailable`: a number, or per cent such as `25%`.
 */
export interface DisruptionBudgetArgs {
  /**
   * Make a PodDisruptionBudget.
   * @default true with more than one pod
   */
  enabled?: boolean;
  /** Pods that must stay. */
  minAvailable?: Input<string>;
  /**
   * Pods that may be away.
   * @default "1", without `minAvailable`
   */
  maxUnavailable?: Input<string>;
}
