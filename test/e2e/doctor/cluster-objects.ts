import { labels } from "../../../components/kubernetes/labels";
import type { KubeObject } from "../support/kube-client";
import { servedKind } from "../support/served-kind";

/** An object with the status that a controller or the kubelet would give it. */
export interface ClusterObject extends KubeObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [key: string]: unknown };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

const NOW = "2026-01-01T00:00:00Z";
const NODE = "node-1";

/** A condition, as every controller writes it. */
export function condition(type: string, status: string, reason = "Because", message = "") {
  return { type, status, reason, message, lastTransitionTime: NOW };
}

/** The status of a container that runs. */
export function running(name: string, image = "registry.test/membership:v1.0") {
  return {
    name,
    image,
    imageID: "",
    ready: true,
    restartCount: 0,
    state: { running: { startedAt: NOW } },
  };
}

const identity = (service: string) => ({ instance: "formance", service });

function podSpec(service: string) {
  return {
    containers: [
      {
        name: service,
        image: "registry.test/membership:v1.0",
        env: [
          {
            name: "POSTGRES_PASSWORD",
            valueFrom: { secretKeyRef: { name: "database-1", key: "password" } },
          },
        ],
      },
    ],
    volumes: [{ name: "config", configMap: { name: "config-1" } }],
  };
}

/** The Deployment's pod specification, as the stack's state has it. */
export const deployedSpec = podSpec("membership");

/** A control plane of one service, its objects and their statuses, in which nothing is wrong. */
export function wellObjects(): ClusterObject[] {
  const meta = (name: string, service = "membership", component?: string) => ({
    name,
    labels: labels(identity(service), component),
  });
  const selector = { "app.kubernetes.io/name": "membership" };
  return [
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: meta("database-1"),
      stringData: { password: "x" },
    },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: meta("config-1"),
      data: { "config.yaml": "" },
    },
    {
      apiVersion: "v1",
      kind: "Secret",
      type: "Opaque",
      metadata: meta("entry-tls"),
      stringData: { "tls.crt": "x", "tls.key": "x" },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: meta("membership"),
      spec: {
        replicas: 1,
        selector: { matchLabels: selector },
        template: { metadata: { labels: selector }, spec: deployedSpec },
      },
      status: {
        replicas: 1,
        updatedReplicas: 1,
        readyReplicas: 1,
        availableReplicas: 1,
        observedGeneration: 1,
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: meta("membership"),
      spec: { selector, ports: [{ name: "http", port: 8080 }] },
    },
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        name: "membership-1",
        labels: { "kubernetes.io/service-name": "membership" },
      },
      addressType: "IPv4",
      endpoints: [{ addresses: ["10.1.0.1"], conditions: { ready: true } }],
      ports: [{ name: "http", port: 8080, protocol: "TCP" }],
    },
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: meta("membership-7d9f-abcde"),
      spec: { ...deployedSpec, nodeName: NODE },
      status: { phase: "Running", containerStatuses: [running("membership")] },
    },
    {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: meta("membership-migrate", "membership", "migrate"),
      spec: { template: { spec: { ...podSpec("migrate"), restartPolicy: "Never" } } },
      status: {
        startTime: NOW,
        completionTime: NOW,
        succeeded: 1,
        conditions: [condition("SuccessCriteriaMet", "True"), condition("Complete", "True")],
      },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: meta("entry", "ingress"),
      spec: {
        ingressClassName: "nginx",
        tls: [{ hosts: ["membership.formance.test"], secretName: "entry-tls" }],
        rules: [
          {
            host: "membership.formance.test",
            http: {
              paths: [
                {
                  path: "/api",
                  pathType: "Prefix",
                  backend: { service: { name: "membership", port: { name: "http" } } },
                },
              ],
            },
          },
        ],
      },
      status: { loadBalancer: { ingress: [{ ip: "203.0.113.7" }] } },
    },
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata: { name: "public" },
      spec: { listeners: [{ name: "https", hostname: "*.formance.test" }] },
      status: {
        addresses: [{ type: "IPAddress", value: "203.0.113.8" }],
        conditions: [condition("Programmed", "True")],
        listeners: [{ name: "https", conditions: [condition("ResolvedRefs", "True")] }],
      },
    },
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: meta("route", "gateway"),
      spec: { parentRefs: [{ name: "public" }], hostnames: ["membership.formance.test"] },
      status: {
        parents: [
          {
            parentRef: { name: "public" },
            conditions: [condition("Accepted", "True"), condition("ResolvedRefs", "True")],
          },
        ],
      },
    },
    {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: meta("entry-tls", "ingress"),
      spec: {
        secretName: "entry-tls",
        issuerRef: { kind: "ClusterIssuer", name: "letsencrypt" },
      },
      status: { conditions: [condition("Ready", "True")] },
    },
  ];
}

/** What every namespace shares: kinds of others with just enough of a schema, a class, a node. */
export function sharedObjects(kubeletPort: number): ClusterObject[] {
  return [
    servedKind("gateway.networking.k8s.io", "HTTPRoute", "httproutes"),
    servedKind("gateway.networking.k8s.io", "Gateway", "gateways"),
    servedKind("cert-manager.io", "Certificate", "certificates"),
    servedKind("cert-manager.io", "CertificateRequest", "certificaterequests"),
    servedKind("cert-manager.io", "ClusterIssuer", "clusterissuers", "Cluster"),
    {
      apiVersion: "cert-manager.io/v1",
      kind: "ClusterIssuer",
      metadata: { name: "letsencrypt" },
      spec: {},
      status: { conditions: [condition("Ready", "True")] },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "IngressClass",
      metadata: { name: "nginx" },
      spec: { controller: "k8s.io/ingress-nginx" },
    },
    {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: NODE },
      status: {
        conditions: [condition("Ready", "True")],
        addresses: [{ type: "InternalIP", address: "127.0.0.1" }],
        daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } },
      },
    },
  ];
}
