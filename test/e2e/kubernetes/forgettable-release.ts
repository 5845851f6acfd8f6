import { serviceObjects, type TestRelease } from "../support/helm-release";
import type { KubeObject } from "../support/kube-client";

/** The namespace of both the release and the stack. */
export const namespace = "formance";
/** The services of both, with the release's names and ports for them. */
export const services = {
  dex: { chart: "dex", port: 5556 },
  membership: { chart: "membership", port: 8080 },
  console: { chart: "console-v3", port: 3000 },
  portal: { chart: "portal", port: 3000 },
};
/** The names that the stack takes over. */
export const adopted = Object.values(services).map(({ chart }) => `acme-${chart}`);

/** A Secret with the keys that the stack reads. */
export const secret = (name: string, more: object = {}): KubeObject => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name, namespace, ...more },
  stringData: { dex: "a", membership: "b", console: "c", portal: "d" },
});
/** An empty ConfigMap. */
export const configMap = (name: string, more: object = {}): KubeObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace, ...more },
});

const database = { "app.kubernetes.io/name": "postgresql", "app.kubernetes.io/instance": "acme" };
const databaseMetadata = { name: "acme-postgresql", namespace, labels: database };
const pod = { containers: [{ name: "main", image: "registry.example.com/image:v1" }] };
const webhooks = { name: "acme-webhooks", namespace };
const job = { spec: { template: { spec: { ...pod, restartPolicy: "Never" } } } };

/** The release as it is in the cluster. */
export const release: TestRelease = {
  name: "acme",
  namespace,
  objects: [
    ...Object.values(services).flatMap((service) => serviceObjects("acme", namespace, service)),
    secret("passwords"),
    secret("acme-tls"),
    secret("acme-cookies"),
    secret("acme-license"),
    secret("acme-signing", { annotations: { "helm.sh/resource-policy": "keep" } }),
    configMap("acme-passwords-source"),
    configMap("acme-of-another"),
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: databaseMetadata,
      spec: {
        serviceName: "acme-postgresql",
        selector: { matchLabels: database },
        template: { metadata: { labels: database }, spec: pod },
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: databaseMetadata,
      spec: { selector: database, ports: [{ port: 5432 }] },
    },
    secret("acme-postgresql", { labels: database }),
    {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "acme-portal", namespace },
      spec: {
        maxReplicas: 3,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "acme-portal" },
      },
    },
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: "acme-membership-cycle", namespace },
      spec: { schedule: "0 0 * * *", jobTemplate: job },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: webhooks,
      spec: {
        selector: { matchLabels: { app: "webhooks" } },
        template: { metadata: { labels: { app: "webhooks" } }, spec: pod },
      },
    },
  ],
  hooks: [
    { apiVersion: "batch/v1", kind: "Job", metadata: { name: "acme-migrate", namespace }, ...job },
  ],
};

/** What the manifest has besides, but the cluster has not: an object that is gone, and a kind. */
export const inManifestOnly: readonly KubeObject[] = [
  configMap("acme-removed-by-hand"),
  {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: { name: "acme-dex" },
  },
];

/** The manifest is older than the cluster, which has one of its objects in a newer version. */
export const asInstalled: TestRelease = {
  ...release,
  objects: [...release.objects, ...inManifestOnly].map((object) =>
    object.kind === "HorizontalPodAutoscaler"
      ? { ...object, apiVersion: "autoscaling/v2beta2" }
      : object,
  ),
};

/** Another release in the namespace. */
export const otherRelease: TestRelease = {
  name: "other",
  namespace,
  objects: [configMap("other")],
  hooks: [],
};

/** What has to be kept, with `--keep secret/acme-license`. */
export const KEPT = [
  "ConfigMap/acme-passwords-source",
  "ConfigMap/acme-of-another",
  "Secret/acme-license",
  "Secret/acme-postgresql",
  "Secret/acme-signing",
  "Secret/acme-tls",
  "Secret/passwords",
  "Service/acme-postgresql",
  "StatefulSet/acme-postgresql",
].sort();

/** What the stack takes over. */
export const TAKEN = adopted.flatMap((name) => [`Ingress/${name}`, `Service/${name}`]).sort();

/** What has to go. */
export const DELETED = [
  ...adopted.flatMap((name) => [
    `ConfigMap/${name}`,
    `Deployment/${name}`,
    `ServiceAccount/${name}`,
  ]),
  "CronJob/acme-membership-cycle",
  "Deployment/acme-webhooks",
  "HorizontalPodAutoscaler/acme-portal",
  "Job/acme-migrate",
  "Secret/acme-cookies",
].sort();

const account = { name: "operator", namespace };
const rbac = "rbac.authorization.k8s.io";

/** An account that may do all that has to be done, but delete CronJobs. */
export const restrictedAccount: readonly KubeObject[] = [
  { apiVersion: "v1", kind: "ServiceAccount", metadata: account },
  {
    apiVersion: `${rbac}/v1`,
    kind: "Role",
    metadata: account,
    rules: [
      {
        apiGroups: ["", "apps", "autoscaling", "networking.k8s.io", "discovery.k8s.io"],
        resources: ["*"],
        verbs: ["*"],
      },
      { apiGroups: ["batch"], resources: ["jobs"], verbs: ["*"] },
      { apiGroups: ["batch"], resources: ["cronjobs"], verbs: ["get"] },
    ],
  },
  {
    apiVersion: `${rbac}/v1`,
    kind: "RoleBinding",
    metadata: account,
    roleRef: { apiGroup: rbac, kind: "Role", name: account.name },
    subjects: [{ kind: "ServiceAccount", ...account }],
  },
];
