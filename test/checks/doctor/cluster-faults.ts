import type { ClusterSnapshot } from "../../../checks/cluster/snapshot";
import { deployed, endpoints, issuing, listening, pod, waiting, well } from "./cluster-snapshot";

/** A fault, how it changes the snapshot, the check that names it, and words of its evidence. */
export type ClusterFault = readonly [string, Partial<ClusterSnapshot>, string, RegExp];

/** What doesn't work. */
export const faults: readonly ClusterFault[] = [
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
  ...["ImagePullBackOff", "ErrImagePull", "InvalidImageName"].map((reason): ClusterFault => [
    `an image with ${reason}`,
    { pods: [waiting(reason)] },
    "image-pull",
    /registry\.example\/membership:v9 can't be pulled/,
  ]),
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
    /has exited 7 times, last with exit status 137 \(OOMKilled\)/,
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
    /failed 5 times and isn't retried \(BackoffLimitExceeded\)/,
  ],
  [
    "a service without a ready pod",
    { deployments: deployed({ readyReplicas: 0 }) },
    "workload-ready",
    /0 of 2 pods ready/,
  ],
  [
    "a roll-out that is stuck",
    {
      deployments: deployed({
        readyReplicas: 1,
        conditions: [{ type: "Progressing", status: "False", message: "deadline exceeded" }],
      }),
    },
    "workload-ready",
    /1 of 2 pods ready: deadline exceeded/,
  ],
  [
    "a node that is not ready",
    {
      nodes: [
        {
          metadata: { name: "node-1" },
          status: {
            conditions: [
              { type: "Ready", status: "Unknown", message: "Kubelet stopped posting node status." },
            ],
          },
        },
      ],
    },
    "node-ready",
    /The node isn't ready: Kubelet stopped posting node status\./,
  ],
  [
    "the cluster's DNS without a pod",
    { dns: endpoints("kube-dns", [false]) },
    "cluster-dns",
    /DNS has no ready pod/,
  ],
  [
    "a Service that selects nobody",
    { endpoints: endpoints("membership", []) },
    "service-endpoints",
    /selector matches no pod of the control plane: app=membership/,
  ],
  [
    "a Service whose pods are not ready",
    { endpoints: endpoints("membership", [false, false]) },
    "service-endpoints",
    /None of its 2 pods is ready/,
  ],
  [
    "an issuer that does not exist",
    {
      ...issuing,
      issuers: [{ reference: { kind: "ClusterIssuer", name: "letsencrypt" } }],
    },
    "certificate-ready",
    /there is no ClusterIssuer letsencrypt/,
  ],
  [
    "an issuer that is not ready",
    {
      ...issuing,
      issuers: [
        {
          reference: { kind: "ClusterIssuer", name: "letsencrypt" },
          found: {
            metadata: { name: "letsencrypt" },
            status: { conditions: [{ type: "Ready", status: "False", message: "no account" }] },
          },
        },
      ],
    },
    "certificate-ready",
    /the ClusterIssuer letsencrypt isn't ready: no account/,
  ],
  [
    "a CertificateRequest that is refused",
    {
      ...issuing,
      certificateRequests: [
        {
          metadata: {
            name: "console-1",
            ownerReferences: [{ kind: "Certificate", name: "console" }],
          },
          status: { conditions: [{ type: "Denied", status: "True", message: "not by policy" }] },
        },
      ],
    },
    "certificate-ready",
    /the CertificateRequest console-1 says: not by policy/,
  ],
  [
    "an issued certificate whose Secret was deleted",
    {
      certificates: well.certificates.map((certificate) => ({
        ...certificate,
        spec: { secretName: "tls" },
      })),
    },
    "tls-secret",
    /no such Secret, although the Certificate console says that it is issued: cert-manager isn't/,
  ],
  [
    "an Ingress that cert-manager has not seen",
    {
      certificates: [],
      ingresses: well.ingresses.map((ingress) => ({
        ...ingress,
        metadata: {
          ...ingress.metadata,
          annotations: { "cert-manager.io/cluster-issuer": "letsencrypt" },
        },
        spec: { ...ingress.spec, tls: [{ secretName: "tls" }] },
      })),
    },
    "tls-secret",
    /no such Secret, and no Certificate, which the Ingress console asks cert-manager for/,
  ],
  [
    "a ReferenceGrant that was deleted",
    listening("RefNotPermitted"),
    "gateway-listeners",
    /The listener https doesn't work: RefNotPermitted/,
  ],
  [
    "an Ingress without a class",
    { ingresses: well.ingresses.map((i) => ({ ...i, spec: {} })) },
    "ingress-class",
    /no class, and the cluster has no default class\. Available classes: nginx\./,
  ],
  [
    "an Ingress of an unknown class",
    { ingresses: well.ingresses.map((i) => ({ ...i, spec: { ingressClassName: "ngnix" } })) },
    "ingress-class",
    /class ngnix doesn't exist/,
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
    /isn't issued: Issuer x not found\.$/,
  ],
  [
    "a Certificate that nobody looks at",
    { certificates: [{ metadata: { name: "console" } }] },
    "certificate-ready",
    /cert-manager hasn't processed it yet/,
  ],
];
