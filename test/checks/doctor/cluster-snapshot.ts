import type {
  ClusterSnapshot,
  ContainerStatus,
  Deployment,
  Endpoints,
  Pod,
} from "../../../checks/cluster/snapshot";

const NOW = new Date("2026-01-01T12:00:00Z");
/** A time before the snapshot's. */
export const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

/** A control plane of one service in which nothing is wrong. */
export const well = {
  namespace: "formance",
  time: NOW,
  nodes: [
    { metadata: { name: "node-1" }, status: { conditions: [{ type: "Ready", status: "True" }] } },
  ],
  dns: endpoints("kube-dns", [true]),
  endpoints: endpoints("membership", [true, true]),
  certificateRequests: [],
  issuers: [],
  deployments: [
    {
      metadata: { name: "membership", generation: 3 },
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
      status: { observedGeneration: 3, replicas: 2, readyReplicas: 2, updatedReplicas: 2 },
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

/** A Service, and whether each address behind it is ready. */
export function endpoints(service: string, ready: readonly boolean[]): Endpoints {
  const labels = { "kubernetes.io/service-name": service };
  return {
    services: [{ metadata: { name: service }, spec: { selector: { app: service } } }],
    slices: [
      {
        metadata: { name: `${service}-x`, labels },
        endpoints: ready.map((value) => ({ conditions: { ready: value } })),
      },
    ],
  };
}

/** A pod of one container. */
export function pod(container: ContainerStatus, name = "membership-1"): Pod {
  return { metadata: { name }, status: { phase: "Running", containerStatuses: [container] } };
}

/** A pod whose container can't be started. */
export const waiting = (reason: string, message?: string): Pod =>
  pod({
    name: "membership",
    image: "registry.example/membership:v9",
    ready: false,
    restartCount: 0,
    state: { waiting: { reason, ...(message !== undefined && { message }) } },
  });

/** The same Deployment in another state. */
export const deployed = (status: Deployment["status"]): Deployment[] =>
  well.deployments.map((deployment) => ({
    ...deployment,
    status: { ...deployment.status, ...status },
  }));

/** A certificate that is not issued. */
export const issuing = {
  certificates: [
    {
      metadata: { name: "console", namespace: "formance" },
      spec: { secretName: "tls", issuerRef: { kind: "ClusterIssuer", name: "letsencrypt" } },
      status: { conditions: [{ type: "Ready", status: "False", message: "Issuing certificate" }] },
    },
  ],
};

/** A route of a Gateway whose listener for it has a fault, beside one for others. */
export const listening = (reason: string): Partial<ClusterSnapshot> => ({
  routes: [
    {
      metadata: { name: "console", namespace: "formance" },
      spec: {
        hostnames: ["console.example.com"],
        parentRefs: [{ name: "public", namespace: "gateways" }],
      },
      status: { parents: [{ parentRef: { name: "public" }, conditions: [] }] },
    },
  ],
  gateways: [
    {
      metadata: { name: "public", namespace: "gateways" },
      spec: {
        listeners: [
          { name: "https", hostname: "*.example.com" },
          { name: "foreign", hostname: "*.example.org" },
        ],
      },
      status: {
        addresses: [{ value: "10.0.0.2" }],
        listeners: [
          {
            name: "foreign",
            conditions: [{ type: "ResolvedRefs", status: "False", reason: "NotOurs" }],
          },
          { name: "https", conditions: [{ type: "ResolvedRefs", status: "False", reason }] },
        ],
      },
    },
  ],
});
