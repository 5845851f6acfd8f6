import { SECRET, UNKNOWN, type PolicyResource } from "../../../policy/resource";
import { deployment, hardened, object, policy, withContainer } from "./objects";

/** Resources, and what one rule says of them; nothing where they only look bad. */
export interface BadResource {
  readonly rule: string;
  readonly name: string;
  readonly resources: readonly PolicyResource[];
  readonly says: readonly string[];
}

const closed = "add one that denies everything, and allow the connections that the pods need.";
const uri = (value: unknown) => withContainer({ env: [{ name: "POSTGRES_URI", value }] });

/** For each rule what breaks it, and what doesn't. */
export const badResources: readonly BadResource[] = [
  {
    rule: "restricted-pods",
    name: "a pod without any hardening",
    resources: [
      object("core/v1:Pod", {
        spec: {
          hostNetwork: true,
          volumes: [{ name: "v", hostPath: { path: "/" } }],
          containers: [{ name: "c", ports: [{ hostPort: 80 }] }],
        },
      }),
    ],
    says: [
      "shares the node's own: leave hostNetwork out.",
      "volume v is of a kind that gives access to the node.",
      "container c can gain privileges: set allowPrivilegeEscalation to false.",
      "container c keeps capabilities: drop ALL.",
      "container c can run as root: set runAsNonRoot to true.",
      "container c has no seccomp profile: set RuntimeDefault.",
      "container c uses a port of the node: leave hostPort out.",
    ],
  },
  {
    rule: "restricted-pods",
    name: "a container that runs first, and undoes what the pod sets",
    resources: [
      object("batch/v1:CronJob", {
        spec: {
          jobTemplate: {
            spec: {
              template: {
                spec: {
                  securityContext: {
                    runAsNonRoot: true,
                    seccompProfile: { type: "RuntimeDefault" },
                  },
                  containers: [],
                  initContainers: [
                    {
                      name: "i",
                      securityContext: {
                        ...hardened.securityContext,
                        privileged: true,
                        runAsUser: 0,
                        capabilities: { drop: ["ALL"], add: ["NET_ADMIN"] },
                      },
                    },
                  ],
                },
              },
            },
          },
        },
      }),
    ],
    says: [
      "container i is privileged: leave privileged out.",
      "container i adds capabilities: leave add out.",
      "container i runs as root: set another runAsUser.",
    ],
  },
  { rule: "restricted-pods", name: "a hardened one", resources: [withContainer({})], says: [] },
  {
    rule: "restricted-namespaces",
    name: "a namespace that enforces less",
    resources: [
      object("core/v1:Namespace", {
        metadata: { labels: { "pod-security.kubernetes.io/enforce": "baseline" } },
      }),
      object("core/v1:Namespace", { metadata: { name: "n" } }),
    ],
    says: [
      "enforces baseline: set the label pod-security.kubernetes.io/enforce to restricted.",
      "enforces nothing: set the label pod-security.kubernetes.io/enforce to restricted.",
    ],
  },
  {
    rule: "no-api-token",
    name: "a token that nobody asked for",
    resources: [deployment({ containers: [hardened] })],
    says: ["mounts a Kubernetes API token: set automountServiceAccountToken to false."],
  },
  {
    rule: "no-api-token",
    name: "an account with rights",
    resources: [
      deployment({ containers: [hardened], serviceAccountName: "s" }),
      object("rbac.authorization.k8s.io/v1:RoleBinding", { subjects: [{ name: "s" }] }),
    ],
    says: [],
  },
  {
    rule: "container-resources",
    name: "memory without a limit",
    resources: [withContainer({ resources: { requests: { cpu: "1", memory: "1Gi" } } })],
    says: ["container c has no resources.limits.memory: set it."],
  },
  {
    rule: "server-probes",
    name: "one probe for two decisions, and none at all",
    resources: [
      withContainer({ livenessProbe: hardened.readinessProbe }),
      withContainer({ startupProbe: undefined, livenessProbe: undefined }),
    ],
    says: [
      "container c restarts as soon as it isn't ready: give the liveness probe more time.",
      "container c has no startup, liveness probe: add it.",
    ],
  },
  {
    rule: "pinned-images",
    name: "images that move",
    resources: ["registry.test:5000/c", "c:latest", "c@sha256:abc"].map((image) =>
      withContainer({ image }),
    ),
    says: ["registry.test:5000/c", "c:latest", "c@sha256:abc"].map(
      (image) =>
        `container c runs whatever the image ${image} currently is: set a tag or a digest.`,
    ),
  },
  {
    rule: "pinned-images",
    name: "a digest, a tag behind a port, and what isn't known",
    resources: [`c@sha256:${"a".repeat(64)}`, "registry.test:5000/c:1", UNKNOWN].map((image) =>
      withContainer({ image }),
    ),
    says: [],
  },
  {
    rule: "no-secret-in-clear",
    name: "secrets in variables",
    resources: [
      withContainer({
        env: [
          { name: "DB_PASSWORD", value: "p" },
          { name: "SOMETHING", value: SECRET },
          { name: "BROKER", value: "nats://user:p@nats:4222" },
          { name: "TOKEN", value: "" },
          { name: "LICENCE_TOKEN", valueFrom: { secretKeyRef: { name: "s", key: "k" } } },
          { name: "POSTGRES_URI", value: "postgresql://$(USER):$(PASSWORD)@db/m" },
        ],
      }),
    ],
    says: ["DB_PASSWORD", "SOMETHING", "BROKER"].map(
      (name) =>
        `container c has a secret in the variable ${name}: refer to a Secret by secretKeyRef.`,
    ),
  },
  {
    rule: "no-secret-in-clear",
    name: "secrets in ConfigMaps",
    resources: [
      object("core/v1:ConfigMap", {
        data: { "tls.pem": "-----BEGIN EC PRIVATE KEY-----", secret: "s", "config.yaml": "a: b" },
      }),
      object("core/v1:ConfigMap", { data: SECRET }),
    ],
    says: [
      "holds a secret under tls.pem: make it a Secret.",
      "holds a secret under secret: make it a Secret.",
      "holds a secret: make it a Secret.",
    ],
  },
  {
    rule: "verified-database-tls",
    name: "connections that trust anybody",
    resources: [
      uri("postgresql://db/m?sslmode=require"),
      uri("postgres://db/m"),
      uri("postgresql://db/m?sslmode=verify-full&x=1"),
      { urn: "p", type: "pulumi:providers:postgresql", inputs: {}, protect: false },
      {
        urn: "d",
        type: "formance-control-plane:index:Database",
        inputs: { tlsMode: "disable" },
        protect: false,
      },
    ],
    says: [
      "container c connects by POSTGRES_URI with the TLS mode require: set verify-full, with the certificate authority if it is private.",
      "container c connects by POSTGRES_URI with the TLS mode (none): set verify-full, with the certificate authority if it is private.",
      "connects with the TLS mode (none): set verify-full, with the certificate authority if it is private.",
      "connects with the TLS mode disable: set verify-full, with the certificate authority if it is private.",
    ],
  },
  {
    rule: "ingress-tls",
    name: "hosts without a certificate",
    resources: [
      object("networking.k8s.io/v1:Ingress", {
        spec: {
          rules: [{ host: "a.test" }, { host: "b.c.test" }, { host: "c.test" }, {}],
          tls: [{ hosts: ["a.test", "*.c.test"] }],
        },
      }),
    ],
    says: [
      "serves c.test without TLS: add it to tls.",
      "serves every host without TLS: add it to tls.",
    ],
  },
  {
    rule: "route-listeners",
    name: "a route on every listener, one on one, and a redirect",
    resources: [
      object("gateway.networking.k8s.io/v1:HTTPRoute", { spec: { parentRefs: [{ name: "g" }] } }),
      object("gateway.networking.k8s.io/v1:HTTPRoute", {
        spec: { parentRefs: [{ name: "g", sectionName: "https" }] },
      }),
      object("gateway.networking.k8s.io/v1:HTTPRoute", {
        spec: {
          parentRefs: [{ name: "g" }],
          rules: [{ filters: [{ type: "RequestRedirect" }] }],
        },
      }),
    ],
    says: [
      "attaches to every listener of the Gateway g: name the one with a certificate in sectionName.",
    ],
  },
  {
    rule: "network-policies",
    name: "a pod that is bound one way, and one of another namespace",
    resources: [
      deployment({ containers: [hardened] }),
      policy({ podSelector: { matchLabels: { app: "a" } }, policyTypes: ["Ingress"] }),
      policy({ podSelector: {}, policyTypes: ["Egress"] }, "other"),
    ],
    says: [`has pods that no NetworkPolicy of type Egress selects: ${closed}`],
  },
  {
    rule: "network-policies",
    name: "selectors of every kind",
    resources: [
      deployment({ containers: [hardened] }),
      policy({
        podSelector: { matchExpressions: [{ key: "app", operator: "In", values: ["a", "b"] }] },
        egress: [],
      }),
    ],
    says: [],
  },
  {
    rule: "network-policies",
    name: "selectors that pass the pod over",
    resources: [
      deployment({ containers: [hardened] }),
      ...[
        { key: "app", operator: "NotIn", values: ["a"] },
        { key: "app", operator: "DoesNotExist" },
        { key: "other", operator: "Exists" },
      ].map((expression) =>
        policy({ podSelector: { matchExpressions: [expression] }, egress: [] }),
      ),
    ],
    says: [`has pods that no NetworkPolicy of type Ingress and Egress selects: ${closed}`],
  },
  {
    rule: "disruption-budgets",
    name: "several pods without a budget",
    resources: [
      deployment({ containers: [] }, { replicas: 2 }),
      deployment({ containers: [] }, {}, { app: "b" }),
      object("autoscaling/v2:HorizontalPodAutoscaler", {
        spec: { scaleTargetRef: { name: "a" }, minReplicas: 2 },
      }),
      object("policy/v1:PodDisruptionBudget", {
        metadata: { namespace: "n" },
        spec: { selector: { matchLabels: { app: "b" } } },
      }),
    ],
    says: ["has several pods that can all be stopped at once: add a PodDisruptionBudget."],
  },
  {
    rule: "protected-databases",
    name: "a role that an update could delete, and one that is kept",
    resources: [
      { urn: "r", type: "postgresql:index/role:Role", inputs: {}, protect: false },
      {
        urn: "k",
        type: "postgresql:index/role:Role",
        inputs: {},
        protect: false,
        retainOnDelete: true,
      },
    ],
    says: ["can be deleted by an update: set protect to true."],
  },
];
