import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

// The program of the project that both kubernetes plugins deploy: each object is changed in one way
// when `changed` is set.
const changed = new pulumi.Config().getBoolean("changed") ?? false;
const one = (before: string, after: string) => (changed ? after : before);
const namespace = new kubernetes.core.v1.Namespace("home", {
  metadata: { name: `plugins-${pulumi.getStack()}` },
});
const meta = (name: string, more: object = {}) => ({
  name,
  namespace: namespace.metadata.name,
  ...more,
});
const unawaited = { annotations: { "pulumi.com/skipAwait": "true" } };
const labels = { app: "none" };
const template = (image: string, restartPolicy?: string) => ({
  metadata: { labels },
  spec: { restartPolicy, containers: [{ name: "main", image, imagePullPolicy: "Never" }] },
});

new kubernetes.core.v1.ConfigMap("data", {
  metadata: meta("data"),
  data: { key: one("a", "b") },
});
new kubernetes.core.v1.ConfigMap("immutable", {
  metadata: meta("immutable", { labels: { kept: one("a", "b") } }),
  immutable: true,
  data: { key: "a" },
});
new kubernetes.core.v1.ConfigMap("renamed", {
  metadata: meta(one("old-name", "new-name")),
  data: { key: "a" },
});
new kubernetes.core.v1.Secret("secret", {
  metadata: meta("secret"),
  stringData: { key: pulumi.secret(one("secret-a", "secret-b")) },
});
new kubernetes.core.v1.Secret("typed", {
  metadata: meta("typed"),
  type: one("Opaque", "example.com/other"),
  data: { key: "YQ==" },
});
new kubernetes.core.v1.ServiceAccount("account", {
  metadata: meta("account", { annotations: changed ? {} : { removed: "a" } }),
  automountServiceAccountToken: false,
});
new kubernetes.core.v1.Service("service", {
  metadata: meta("service", unawaited),
  spec: { selector: labels, ports: [{ name: "http", port: changed ? 81 : 80 }] },
});
new kubernetes.core.v1.Service("headless", {
  metadata: meta("headless", unawaited),
  spec: { clusterIP: "None", selector: { app: one("a", "b") }, ports: [{ port: 80 }] },
});
new kubernetes.apps.v1.Deployment("deployment", {
  metadata: meta("deployment", unawaited),
  spec: {
    replicas: 0,
    selector: { matchLabels: labels },
    template: template(one("local/none:1", "local/none:2")),
  },
});
new kubernetes.apps.v1.Deployment("selected", {
  metadata: meta("selected", unawaited),
  spec: {
    replicas: 0,
    selector: { matchLabels: { ...labels, part: one("a", "b") } },
    template: {
      ...template("local/none:1"),
      metadata: { labels: { ...labels, part: one("a", "b") } },
    },
  },
});
new kubernetes.batch.v1.Job("job", {
  metadata: meta("job", unawaited),
  spec: { suspend: true, template: template(one("local/none:1", "local/none:2"), "Never") },
});
new kubernetes.batch.v1.CronJob("cron", {
  metadata: meta("cron", unawaited),
  spec: {
    schedule: one("0 1 * * *", "0 2 * * *"),
    suspend: true,
    jobTemplate: { spec: { template: template("local/none:1", "Never") } },
  },
});
new kubernetes.networking.v1.Ingress("ingress", {
  metadata: meta("ingress", unawaited),
  spec: {
    ingressClassName: "none",
    rules: [
      {
        host: one("a.example.com", "b.example.com"),
        http: {
          paths: [
            {
              path: "/",
              pathType: "Prefix",
              backend: { service: { name: "service", port: { name: "http" } } },
            },
          ],
        },
      },
    ],
  },
});
new kubernetes.networking.v1.NetworkPolicy("policy", {
  metadata: meta("policy"),
  spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: changed ? [{}] : [] },
});
new kubernetes.policy.v1.PodDisruptionBudget("budget", {
  metadata: meta("budget", unawaited),
  spec: { maxUnavailable: changed ? 2 : 1, selector: { matchLabels: labels } },
});
