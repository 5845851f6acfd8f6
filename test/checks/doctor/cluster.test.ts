import assert from "node:assert/strict";

import type { ClusterSnapshot, ContainerStatus, Pod } from "../../../checks/cluster/snapshot";
import { causesFirst } from "../../../checks/doctor/checks";
import { inCluster } from "../../../checks/doctor/diagnose";
import { verdictOf } from "../../../checks/verdict";

const order = causesFirst.map(({ id }) => id);

const well = {
  deployments: [
    {
      metadata: { name: "membership" },
      spec: {
        replicas: 2,
        template: {
          spec: {
            containers: [
              {
                name: "membership",
                env: [
                  {
                    name: "POSTGRES_PASSWORD",
                    valueFrom: { secretKeyRef: { name: "database", key: "password" } },
                  },
                  {
                    name: "EXTRA",
                    valueFrom: { secretKeyRef: { name: "absent", key: "x", optional: true } },
                  },
                ],
              },
            ],
            volumes: [{ name: "config", secret: { secretName: "config" } }],
          },
        },
      },
      status: { readyReplicas: 2 },
    },
  ],
  pods: [pod({ name: "membership", ready: true, restartCount: 0 })],
  jobs: [
    {
      metadata: { name: "membership-migration" },
      status: { succeeded: 1, conditions: [{ type: "Complete", status: "True" }] },
    },
  ],
  ingresses: [
    {
      metadata: { name: "console" },
      spec: { ingressClassName: "nginx" },
      status: { loadBalancer: { ingress: [{ ip: "10.0.0.1" }] } },
    },
  ],
  ingressClasses: [{ metadata: { name: "nginx" } }],
  certificates: [
    {
      metadata: { name: "console" },
      status: { conditions: [{ type: "Ready", status: "True" }] },
    },
  ],
  routes: [],
  gateways: [],
  secrets: [
    { name: "database", keys: ["password"] },
    { name: "config", keys: ["config.yaml"] },
  ],
  events: [],
  logs: [],
} satisfies ClusterSnapshot;

function pod(container: ContainerStatus, name = "membership-1"): Pod {
  return { metadata: { name }, status: { phase: "Running", containerStatuses: [container] } };
}

const waiting = (reason: string, message?: string): Pod =>
  pod({
    name: "membership",
    image: "registry.example/membership:v9",
    ready: false,
    restartCount: 0,
    state: { waiting: { reason, ...(message !== undefined && { message }) } },
  });

const faults: readonly [string, Partial<ClusterSnapshot>, string, RegExp][] = [
  [
    "a Secret that is missing",
    { secrets: well.secrets.slice(1) },
    "secret-keys",
    /There is no Secret database\./,
  ],
  [
    "a key that is missing",
    { secrets: [{ name: "database", keys: ["pass"] }, ...well.secrets.slice(1)] },
    "secret-keys",
    /The Secret database has no key password\./,
  ],
  [
    "a mounted Secret that is missing",
    { secrets: well.secrets.slice(0, 1) },
    "secret-keys",
    /no Secret config/,
  ],
  [
    "a container that can't be configured",
    { pods: [waiting("CreateContainerConfigError", 'secret "x" not found')] },
    "secret-keys",
    /secret "x" not found/,
  ],
  ...["ImagePullBackOff", "ErrImagePull", "InvalidImageName"].map(
    (reason): [string, Partial<ClusterSnapshot>, string, RegExp] => [
      `an image with ${reason}`,
      { pods: [waiting(reason)] },
      "image-pull",
      /registry\.example\/membership:v9 can't be fetched/,
    ],
  ),
  [
    "a container that crashes",
    {
      pods: [
        pod({
          name: "membership",
          ready: false,
          restartCount: 7,
          state: { waiting: { reason: "CrashLoopBackOff" } },
          lastState: { terminated: { reason: "OOMKilled", exitCode: 137 } },
        }),
      ],
    },
    "pod-crash",
    /has ended 7 times, last with exit status 137 \(OOMKilled\)/,
  ],
  [
    "a pod without a node",
    {
      pods: [
        {
          metadata: { name: "membership-1" },
          status: {
            phase: "Pending",
            conditions: [
              { type: "PodScheduled", status: "False", message: "0/3 nodes are available" },
            ],
          },
        },
      ],
    },
    "pod-scheduling",
    /0\/3 nodes are available/,
  ],
  [
    "a migration that failed",
    {
      jobs: [
        {
          metadata: { name: "membership-migration" },
          status: {
            failed: 5,
            conditions: [{ type: "Failed", status: "True", reason: "BackoffLimitExceeded" }],
          },
        },
      ],
    },
    "migration",
    /failed 5 times and was given up \(BackoffLimitExceeded\)/,
  ],
  [
    "a service without a ready pod",
    { deployments: well.deployments.map((d) => ({ ...d, status: { readyReplicas: 0 } })) },
    "workload-ready",
    /0 of 2 pods ready/,
  ],
  [
    "a roll-out that is stuck",
    {
      deployments: well.deployments.map((d) => ({
        ...d,
        status: {
          readyReplicas: 1,
          conditions: [{ type: "Progressing", status: "False", message: "deadline exceeded" }],
        },
      })),
    },
    "workload-ready",
    /1 of 2 pods ready: deadline exceeded/,
  ],
  [
    "an Ingress without a class",
    { ingresses: well.ingresses.map((i) => ({ ...i, spec: {} })) },
    "ingress-class",
    /no class, and the cluster no default one\. There are: nginx\./,
  ],
  [
    "an Ingress of an unknown class",
    { ingresses: well.ingresses.map((i) => ({ ...i, spec: { ingressClassName: "ngnix" } })) },
    "ingress-class",
    /class ngnix does not exist/,
  ],
  [
    "an Ingress without an address",
    { ingresses: well.ingresses.map((i) => ({ ...i, status: {} })) },
    "ingress-address",
    /no address/,
  ],
  [
    "a Certificate that is not issued",
    {
      certificates: [
        {
          metadata: { name: "console" },
          status: {
            conditions: [{ type: "Ready", status: "False", message: "Issuer x not found." }],
          },
        },
      ],
    },
    "certificate-ready",
    /not issued: Issuer x not found\.$/,
  ],
  [
    "a Certificate that nobody looks at",
    { certificates: [{ metadata: { name: "console" } }] },
    "certificate-ready",
    /cert-manager has not looked at it/,
  ],
];

describe("doctor in the cluster", () => {
  it("finds nothing to say about what is well", () => {
    const results = inCluster(well);
    assert.deepEqual([...new Set(results.map(({ status }) => status))], ["ok"]);
    assert.deepEqual(
      [...new Set(results.map(({ id }) => id))].sort(),
      ["certificate-ready", "ingress-address", "ingress-class", "migration", "secret-keys"]
        .concat("workload-ready")
        .sort(),
    );
  });

  for (const [fault, change, id, words] of faults) {
    it(`names ${fault}`, () => {
      const { first, others } = verdictOf(inCluster({ ...well, ...change }), order);
      assert.equal(first?.id, id);
      assert.match(first.evidence, words);
      assert.ok(first.remedy);
      assert.equal(others, 0);
    });
  }

  it("takes the default class, as the API server does", () => {
    const results = inCluster({
      ...well,
      ingresses: well.ingresses.map((ingress) => ({ ...ingress, spec: {} })),
      ingressClasses: [
        {
          metadata: {
            name: "traefik",
            annotations: { "ingressclass.kubernetes.io/is-default-class": "true" },
          },
        },
      ],
    });
    const found = results.find(({ id }) => id === "ingress-class");
    assert.equal(found?.status, "ok");
    assert.match(found.evidence, /traefik/);
  });

  it("warns of what may be passing: restarts, a roll-out, a Job that runs", () => {
    const results = inCluster({
      ...well,
      pods: [pod({ name: "membership", ready: true, restartCount: 4 })],
      jobs: [{ metadata: { name: "migration" }, status: { active: 1 } }],
      deployments: well.deployments.map((d) => ({ ...d, status: { readyReplicas: 1 } })),
    });
    assert.deepEqual(
      results.filter(({ status }) => status !== "ok").map(({ id, status }) => [id, status]),
      [
        ["migration", "warning"],
        ["pod-crash", "warning"],
        ["workload-ready", "warning"],
      ],
    );
  });

  it("names the cause when much follows from it", () => {
    const { first, others } = verdictOf(
      inCluster({
        ...well,
        jobs: [
          {
            metadata: { name: "membership-migration" },
            status: { failed: 3, conditions: [{ type: "Failed", status: "True" }] },
          },
        ],
        deployments: well.deployments.map((d) => ({ ...d, status: {} })),
        ingresses: well.ingresses.map((i) => ({ ...i, status: {} })),
      }),
      order,
    );
    assert.equal(first?.id, "migration");
    assert.equal(others, 2);
  });
});
