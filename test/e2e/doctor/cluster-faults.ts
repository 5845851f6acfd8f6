import { change, gone, spec, status, type ClusterFault } from "./changes";
import { condition, running } from "./cluster-objects";
import { entryFaults } from "./entry-object-faults";

const NOW = "2026-01-01T00:00:00Z";

/** The pod of the service. */
export const POD = "membership-7d9f-abcde";

const container = (value: Record<string, unknown>) =>
  change(
    "Pod",
    POD,
    status({ containerStatuses: [{ ...running("membership"), ready: false, ...value }] }),
  );

const waiting = (reason: string, message = "") =>
  container({ state: { waiting: { reason, message } } });

/** The container ends soon after each start. */
export const crash = (exitCode: number, reason: string) =>
  container({
    restartCount: 7,
    state: { waiting: { reason: "CrashLoopBackOff" } },
    lastState: { terminated: { exitCode, reason, startedAt: NOW, finishedAt: NOW } },
  });

/** Everything that is broken in the cluster. */
export const clusterFaults: readonly ClusterFault[] = [
  {
    name: "a Secret that is missing",
    breaking: change("Secret", "database-1", gone),
    id: "secret-keys",
    words: /There is no Secret database-1\./,
  },
  {
    name: "a key that is missing in a Secret",
    breaking: change("Secret", "database-1", (object) => ({
      ...object,
      stringData: { pass: "x" },
    })),
    id: "secret-keys",
    words: /The Secret database-1 has no key password\./,
  },
  {
    name: "a ConfigMap that is missing",
    breaking: change("ConfigMap", "config-1", gone),
    id: "config-maps",
    words: /There is no ConfigMap config-1\./,
  },
  {
    name: "a container that can't be configured",
    breaking: waiting("CreateContainerConfigError", 'couldn\'t find key "uri" in Secret'),
    id: "secret-keys",
    words: /couldn't find key "uri"/,
  },
  {
    name: "an image that does not exist",
    breaking: waiting("ImagePullBackOff", "manifest unknown"),
    id: "image-pull",
    words:
      /registry\.test\/membership:v1\.0 can't be pulled \(ImagePullBackOff: manifest unknown\)/,
  },
  {
    name: "a container that needs too much memory",
    breaking: crash(137, "OOMKilled"),
    id: "pod-crash",
    words: /has exited 7 times, last with exit status 137 \(OOMKilled\)/,
  },
  {
    name: "a container that refuses its configuration",
    breaking: crash(1, "Error"),
    id: "pod-crash",
    words: /exit status 1 \(Error\)/,
    log: "reading configuration\nError: unknown field staticClientz\n",
  },
  ...(
    [
      [
        "a database that refuses the pods' password",
        'pgconn: FATAL: password authentication failed for user "membership" (SQLSTATE 28P01)',
        /the password isn't the role's/,
      ],
      [
        "a database that the pods can't reach",
        "dial tcp 10.1.2.3:5432: connect: connection refused",
        /nothing listens there/,
      ],
      [
        "a database whose name the pods don't know",
        "failed to connect to postgres: lookup db.internal on 10.0.0.10:53: no such host",
        /host name doesn't resolve in the cluster/,
      ],
      [
        "a database whose certificate the pods refuse",
        "failed to connect to postgres: x509: certificate signed by unknown authority",
        /the certificate is rejected/,
      ],
      [
        "a database without the migrations",
        'ERROR: relation "organizations" does not exist (SQLSTATE 42P01)',
        /the migrations haven't run/,
      ],
    ] as const
  ).map(([name, log, words]) => ({
    name,
    breaking: crash(1, "Error"),
    id: "database-inside",
    words,
    log: `starting\n${log}\n`,
  })),
  {
    name: "a pod that finds no node",
    breaking: change(
      "Pod",
      POD,
      status({
        phase: "Pending",
        containerStatuses: [],
        conditions: [
          condition("PodScheduled", "False", "Unschedulable", "0/3 nodes are available"),
        ],
      }),
    ),
    id: "pod-scheduling",
    words: /0\/3 nodes are available/,
  },
  {
    name: "a migration that failed",
    breaking: change("Job", "membership-migrate", (object) => ({
      ...object,
      status: {
        startTime: NOW,
        failed: 5,
        conditions: [
          condition("FailureTarget", "True", "BackoffLimitExceeded", "Job has reached the limit"),
          condition("Failed", "True", "BackoffLimitExceeded", "Job has reached the limit"),
        ],
      },
    })),
    id: "migration",
    words: /failed 5 times and isn't retried \(BackoffLimitExceeded: Job has reached the limit\)/,
  },
  {
    name: "a service without a ready pod",
    breaking: change(
      "Deployment",
      "membership",
      status({ readyReplicas: 0, availableReplicas: 0 }),
    ),
    id: "workload-ready",
    words: /0 of 1 pod ready/,
  },
  {
    name: "pods that the namespace does not admit",
    breaking: change(
      "Deployment",
      "membership",
      status({
        readyReplicas: 0,
        availableReplicas: 0,
        conditions: [
          condition("ReplicaFailure", "True", "FailedCreate", "violates PodSecurity restricted"),
        ],
      }),
    ),
    id: "workload-ready",
    words: /0 of 1 pod ready: violates PodSecurity restricted/,
  },
  {
    name: "a roll-out that is stuck",
    breaking: change("Deployment", "membership", (object) =>
      status({
        replicas: 2,
        conditions: [condition("Progressing", "False", "X", "deadline exceeded")],
      })(spec({ replicas: 2 })(object) ?? object),
    ),
    id: "workload-ready",
    words: /1 of 2 pods ready: deadline exceeded/,
  },
  {
    name: "a roll-out whose new pod isn't ready while the one of before serves",
    breaking: change("Deployment", "membership", status({ replicas: 2, updatedReplicas: 0 })),
    id: "workload-ready",
    words: /1 of 1 pod ready, but a rollout isn't complete: 0 of 1 with the latest settings/,
    settles: true,
  },
  {
    name: "a Service that selects nobody",
    breaking: change("EndpointSlice", "membership-1", (object) => ({
      ...object,
      endpoints: [],
    })),
    id: "service-endpoints",
    words: /It has no endpoint, although its selector matches pods|selector matches no pod/,
  },
  {
    name: "a service that was deleted",
    breaking: (objects) => [
      ...change("Deployment", "membership", gone)(objects),
      ...objects
        .filter(({ kind }) => kind === "Deployment")
        .map((object) => ({ ...object, metadata: { ...object.metadata, name: "console" } })),
    ],
    id: "workload-missing",
    words: /deployed it, but it isn't in the namespace/,
  },
  ...entryFaults,
];
