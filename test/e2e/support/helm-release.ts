import { gzipSync } from "node:zlib";
import { stringify } from "yaml";
import type { KubeObject } from "./kube-client";

/** A release for tests: its objects, with Helm's marks on them as Helm sets them. */
export interface TestRelease {
  readonly name: string;
  readonly namespace: string;
  /** What its manifest has. */
  readonly objects: readonly KubeObject[];
  /** What its hooks have; these get no mark. */
  readonly hooks: readonly KubeObject[];
}

/** An object as Helm makes it: with the marks by which it knows its own. */
export function marked(object: KubeObject, { name, namespace }: TestRelease): KubeObject {
  const { labels, annotations } = object.metadata ?? {};
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...(labels as object | undefined), "app.kubernetes.io/managed-by": "Helm" },
      annotations: {
        ...(annotations as object | undefined),
        "meta.helm.sh/release-name": name,
        "meta.helm.sh/release-namespace": namespace,
      },
    },
  };
}

/** The Secret with a revision's record, in Helm's form: gzip in base64, in a Secret's own base64. */
export function recordOf(release: TestRelease, revision: number, status: string): KubeObject {
  const record = {
    name: release.name,
    info: { status, first_deployed: "2026-01-01T00:00:00Z", description: "Install complete" },
    chart: { metadata: { name: "cloudprem", version: "1.0.0", apiVersion: "v2" } },
    config: { global: { serviceHost: "example.com" } },
    manifest: manifestOf(release.objects),
    hooks: release.hooks.map((hook) => ({
      name: hook.metadata?.name,
      kind: hook.kind,
      path: "cloudprem/templates/hook.yaml",
      manifest: manifestOf([hook]),
      events: ["pre-upgrade"],
    })),
    version: revision,
    namespace: release.namespace,
  };
  const packed = gzipSync(JSON.stringify(record)).toString("base64");
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: {
      name: `sh.helm.release.v1.${release.name}.v${revision}`,
      namespace: release.namespace,
      labels: { name: release.name, owner: "helm", status, version: String(revision) },
    },
    type: "helm.sh/release.v1",
    data: { release: Buffer.from(packed).toString("base64") },
  };
}

/** The stream of documents that templates render to, with the source above each. */
function manifestOf(objects: readonly KubeObject[]): string {
  return objects
    .map((object) => {
      // Charts leave the namespace to Helm.
      const { namespace: _namespace, ...metadata } = object.metadata ?? {};
      return `---\n# Source: cloudprem/templates/object.yaml\n${stringify({ ...object, metadata })}`;
    })
    .join("");
}

/** One service of the vendor's chart: Service, Ingress, Deployment and what these need. */
export function serviceObjects(
  release: string,
  namespace: string,
  { chart, port }: { readonly chart: string; readonly port: number },
): KubeObject[] {
  const name = `${release}-${chart}`;
  const selector = { "app.kubernetes.io/name": chart, "app.kubernetes.io/instance": release };
  const metadata = {
    name,
    namespace,
    labels: { ...selector, "helm.sh/chart": `${chart}-1.0.0` },
  };
  const host = `${chart}.example.com`;
  const backend = { service: { name, port: { number: port } } };
  const container = {
    name: chart,
    image: "registry.example.com/image:v1",
    envFrom: [{ configMapRef: { name } }],
  };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    { apiVersion: "v1", kind: "ConfigMap", metadata, data: { DEBUG: "false" } },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { selector, ports: [{ name: "http", port, targetPort: "http", protocol: "TCP" }] },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata,
      spec: {
        ingressClassName: "nginx",
        tls: [{ hosts: [host], secretName: `${release}-tls` }],
        rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
      },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: selector },
          spec: { serviceAccountName: name, containers: [container] },
        },
      },
    },
  ];
}
