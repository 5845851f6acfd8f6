import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { KubeObject } from "../../e2e/support/kube-client";
import { DNS_SERVICE, ENTRY_NAMES } from "./addresses";
import { DNS_IMAGE } from "./images";
import { waitUntil, type Objects } from "./objects";
import { isReady } from "./workloads";

const NAME = "coredns";
/** Namespace of the cluster's DNS server. */
export const DNS_NAMESPACE = "kube-system";
/** What NetworkPolicies know its pods by. */
const labels = { "k8s-app": "kube-dns" };

/** Public names by the address that they lead to. */
type Records = Readonly<Record<string, readonly string[]>>;

/** Starts CoreDNS, and waits until it answers: names of Services, and those of the entry. */
export async function startDns(objects: Objects): Promise<void> {
  await publish(objects, ENTRY_NAMES);
}

/** Changes the public records, inside the cluster and on the machine's side. */
export async function moveNames(objects: Objects, folder: string, records: Records): Promise<void> {
  await publish(objects, records);
  // The file is mounted, so it stays the same one.
  writeFileSync(path.join(folder, "hosts"), hostsFile(records));
}

/** The machine's own table of names; pods ask the cluster's DNS. */
export function hostsFile(records: Records = ENTRY_NAMES): string {
  const entries = Object.entries(records).map(([address, names]) => [address, ...names].join(" "));
  return `${["127.0.0.1 localhost", ...entries].join("\n")}\n`;
}

async function publish(objects: Objects, records: Records): Promise<void> {
  await objects.put(manifests(corefile(records)));
  await waitUntil("CoreDNS is ready", () => isReady(objects, "Deployment", NAME, DNS_NAMESPACE));
  // A pod that ends may answer until it is gone.
  await waitUntil("one CoreDNS answers", async () => {
    const { length } = await objects.list("v1", "Pod", DNS_NAMESPACE);
    return length === 1 ? undefined : `${length} pods`;
  });
}

function corefile(records: Records): string {
  const names = Object.entries(records).map(([address, all]) => `    ${address} ${all.join(" ")}`);
  return [
    ".:53 {",
    "  errors",
    "  ready :8181",
    "  hosts {",
    ...names,
    "    fallthrough",
    "  }",
    "  kubernetes cluster.local {",
    "    pods disabled",
    "  }",
    "}",
    "",
  ].join("\n");
}

function manifests(config: string): KubeObject[] {
  const digest = createHash("sha256").update(config).digest("hex");
  const metadata = { name: NAME, namespace: DNS_NAMESPACE };
  const role = { apiVersion: "rbac.authorization.k8s.io/v1", metadata: { name: NAME } };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    {
      ...role,
      kind: "ClusterRole",
      rules: [
        {
          apiGroups: [""],
          resources: ["endpoints", "services", "pods", "namespaces"],
          verbs: ["list", "watch"],
        },
        {
          apiGroups: ["discovery.k8s.io"],
          resources: ["endpointslices"],
          verbs: ["list", "watch"],
        },
      ],
    },
    {
      ...role,
      kind: "ClusterRoleBinding",
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: NAME },
      subjects: [{ kind: "ServiceAccount", ...metadata }],
    },
    { apiVersion: "v1", kind: "ConfigMap", metadata, data: { Corefile: config } },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "kube-dns", namespace: DNS_NAMESPACE, labels },
      spec: {
        clusterIP: DNS_SERVICE,
        selector: labels,
        ports: [
          { name: "dns", protocol: "UDP", port: 53 },
          { name: "dns-tcp", protocol: "TCP", port: 53 },
        ],
      },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        // A changed table is served by a new pod.
        template: { metadata: { labels, annotations: { digest } }, spec: pod },
      },
    },
  ];
}

const pod = {
  serviceAccountName: NAME,
  containers: [
    {
      name: NAME,
      image: DNS_IMAGE,
      imagePullPolicy: "Never",
      args: ["-conf", "/etc/coredns/Corefile"],
      readinessProbe: { httpGet: { path: "/ready", port: 8181 }, periodSeconds: 1 },
      volumeMounts: [{ name: "config", mountPath: "/etc/coredns" }],
    },
  ],
  dnsPolicy: "Default",
  volumes: [{ name: "config", configMap: { name: NAME } }],
};
