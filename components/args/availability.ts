// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";

/** Number of pods by their use of CPU and memory. */
export interface AutoscalingArgs {
  /**
   * Minimum number of pods.
   * @default 2
   */
  minReplicas?: number;
  /** Maximum number of pods. */
  maxReplicas: number;
  /**
   * Target CPU use, in percent of the requested CPU.
   * @default 80
   */
  targetCpuUtilization?: Input<number>;
  /**
   * Target memory use, in percent of the requested memory.
   * @default memory doesn't count
   */
  targetMemoryUtilization?: Input<number>;
}

/** How many pods may be unavailable at once, while nodes are drained. */
export interface DisruptionBudgetArgs {
  /**
   * Create a PodDisruptionBudget.
   * @default `true` with more than one pod
   */
  enabled?: boolean;
  /** Pods that must stay available: a number, or a percentage such as `25%`. */
  minAvailable?: Input<string>;
  /**
   * Pods that may be unavailable: a number, or a percentage such as `25%`.
   * @default `1` without `minAvailable`
   */
  maxUnavailable?: Input<string>;
}
