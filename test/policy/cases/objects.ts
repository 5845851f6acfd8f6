import type { PolicyResource } from "../../../policy/resource";

/** A Kubernetes object by its type without the package. */
export function object(type: string, inputs: unknown): PolicyResource {
  return { urn: `urn:${type}`, type: `kubernetes:${type}`, inputs, protect: false };
}

/** A Deployment of pods with these specifications and labels. */
export function deployment(spec: object, more: object = {}, labels: object = { app: "a" }) {
  return object("apps/v1:Deployment", {
    metadata: { name: "a", namespace: "n" },
    spec: { template: { metadata: { labels }, spec }, ...more },
  });
}

/** A container that no rule has anything against. */
export const hardened = {
  name: "c",
  image: "registry.test:5000/c:1",
  resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { memory: "1Gi" } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    runAsNonRoot: true,
    seccompProfile: { type: "RuntimeDefault" },
  },
  startupProbe: { periodSeconds: 1 },
  readinessProbe: { periodSeconds: 1 },
  livenessProbe: { periodSeconds: 9 },
};

/** A Deployment of that container with something changed. */
export const withContainer = (change: object) =>
  deployment({ containers: [{ ...hardened, ...change }] });

/** A NetworkPolicy. */
export const policy = (spec: object, namespace = "n") =>
  object("networking.k8s.io/v1:NetworkPolicy", { metadata: { namespace }, spec });
