import { writeFileSync } from "node:fs";
import path from "node:path";
import type { ControlPlaneParts } from "./control-plane";
import { DNS_PORT, DNS_SERVICE, ENTRY_NAMES, NODE } from "./addresses";
import { CONTEXT } from "./credentials";
import type { Objects } from "./objects";
import { startProgram } from "./processes";

const READY = "127.0.0.1:8181";

/** Starts CoreDNS on the node: names of Services, and those of the entry. */
export async function startDns(parts: ControlPlaneParts, objects: Objects): Promise<void> {
  const file = path.join(parts.folder, "Corefile");
  writeFileSync(file, corefile(parts.credentials.kubeconfig("admin")));
  await objects.put([service, endpoints]);
  await startProgram(parts.logs, {
    name: "coredns",
    command: parts.programs.coreDns,
    args: ["-conf", file],
    isReady: async () => (await fetch(`http://${READY}/ready`)).ok,
  });
}

function corefile(kubeconfig: string): string {
  const names = Object.entries(ENTRY_NAMES).map(
    ([address, all]) => `    ${address} ${all.join(" ")}`,
  );
  return [
    `.:${DNS_PORT} {`,
    `  bind ${NODE}`,
    "  errors",
    `  ready ${READY}`,
    "  hosts {",
    ...names,
    "    fallthrough",
    "  }",
    "  kubernetes cluster.local {",
    `    kubeconfig ${kubeconfig} ${CONTEXT}`,
    "    pods disabled",
    "  }",
    "}",
    "",
  ].join("\n");
}

const metadata = {
  name: "kube-dns",
  namespace: "kube-system",
  labels: { "k8s-app": "kube-dns", "kubernetes.io/service-name": "kube-dns" },
};
const ports = (port: number) => [
  { name: "dns", protocol: "UDP", port },
  { name: "dns-tcp", protocol: "TCP", port },
];

/** It selects no pods: CoreDNS runs beside them. */
const service = {
  apiVersion: "v1",
  kind: "Service",
  metadata,
  spec: { clusterIP: DNS_SERVICE, ports: ports(53) },
};

const endpoints = {
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  metadata,
  addressType: "IPv4",
  endpoints: [{ addresses: [NODE], conditions: { ready: true } }],
  ports: ports(DNS_PORT),
};
