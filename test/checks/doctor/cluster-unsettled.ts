import type { ClusterFault } from "./cluster-faults";
import { ago, deployed, pod, well } from "./cluster-snapshot";

/** What isn't well now, and may become so by itself. */
export const unsettled: readonly ClusterFault[] = [
  [
    "a roll-out while the pods of before serve",
    {
      deployments: deployed({ replicas: 3, updatedReplicas: 1 }),
      pods: [
        ...well.pods,
        {
          metadata: { name: "membership-2" },
          status: { conditions: [{ type: "Ready", status: "False" }] },
        },
      ],
      events: [
        {
          object: "membership-2",
          reason: "Unhealthy",
          message: "Readiness probe failed: 503",
          count: 4,
          time: ago(5).toISOString(),
        },
      ],
    },
    "workload-ready",
    /2 of 2 pods ready, but a rollout isn't complete: 1 of 2 with the latest settings\. membership-2 isn't ready: Readiness probe failed: 503\./,
  ],
  [
    "a change that the controller hasn't seen",
    { deployments: deployed({ observedGeneration: 2 }) },
    "workload-ready",
    /the last change hasn't been processed yet/,
  ],
  [
    "a pod that isn't ready",
    { deployments: deployed({ readyReplicas: 1 }) },
    "workload-ready",
    /1 of 2 pods ready/,
  ],
  [
    "a container that has just restarted",
    {
      pods: [
        pod({
          name: "membership",
          ready: true,
          restartCount: 1,
          lastState: { terminated: { reason: "Error", exitCode: 1, finishedAt: ago(20) } },
        }),
      ],
    },
    "pod-crash",
    /membership has just exited, 1 time so far, last with exit status 1 \(Error\)/,
  ],
  [
    "a Job that runs",
    { jobs: [{ metadata: { name: "migration" }, status: { active: 1 } }] },
    "migration",
    /hasn't completed yet: 1 running/,
  ],
  [
    "a probe that fails at a pod that is still ready",
    {
      pods: well.pods.map((each) => ({
        ...each,
        status: {
          ...each.status,
          conditions: [{ type: "Ready", status: "True", lastTransitionTime: ago(600) }],
        },
      })),
      events: [
        {
          object: "membership-1",
          reason: "Unhealthy",
          message: "Readiness probe failed: the database is away.",
          count: 1,
          time: ago(10).toISOString(),
        },
      ],
    },
    "probe-failure",
    /^Readiness probe failed: the database is away\.$/,
  ],
];
