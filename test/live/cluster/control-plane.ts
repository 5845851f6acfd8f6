import https from "node:https";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Programs } from "../support/programs";
import { API_PORT, NODE, PODS, SERVICES } from "./addresses";
import type { Credentials } from "./credentials";
import { startProgram, type Program } from "./processes";

const ETCD = "http://127.0.0.1:2379";
const ETCD_PEERS = "http://127.0.0.1:2380";

/** Where the control plane is made. */
export interface ControlPlaneParts {
  readonly folder: string;
  readonly logs: string;
  readonly programs: Programs;
  readonly credentials: Credentials;
}

/** Starts etcd, the API server, the controllers and the scheduler. */
export async function startControlPlane(parts: ControlPlaneParts): Promise<void> {
  await startProgram(parts.logs, etcd(parts));
  await startProgram(parts.logs, apiServer(parts));
  await startProgram(parts.logs, controllers(parts));
  await startProgram(parts.logs, scheduler(parts));
}

function etcd({ folder, programs }: ControlPlaneParts): Program {
  return {
    name: "etcd",
    command: programs.etcd,
    args: [
      ["--data-dir", path.join(folder, "etcd")],
      ["--listen-client-urls", ETCD],
      ["--advertise-client-urls", ETCD],
      ["--listen-peer-urls", ETCD_PEERS],
      ["--initial-advertise-peer-urls", ETCD_PEERS],
      ["--initial-cluster", `default=${ETCD_PEERS}`],
      // Its data is thrown away, and a slow disk must not slow the tests.
      ["--unsafe-no-fsync"],
    ].flat(),
    isReady: async () => (await fetch(`${ETCD}/health`)).ok,
  };
}

function apiServer({ programs, credentials }: ControlPlaneParts): Program {
  const own = credentials.pair("apiserver");
  const kubelet = credentials.pair("apiserver-kubelet-client");
  const proxy = credentials.pair("front-proxy");
  return {
    name: "kube-apiserver",
    command: programs.kubernetes["kube-apiserver"],
    args: [
      ["--etcd-servers", ETCD],
      ["--advertise-address", NODE],
      ["--secure-port", String(API_PORT)],
      ["--tls-cert-file", own.certificate],
      ["--tls-private-key-file", own.key],
      ["--client-ca-file", credentials.authority],
      ["--authorization-mode", "Node,RBAC"],
      ["--allow-privileged=true"],
      ["--service-account-issuer", "https://kubernetes.default.svc"],
      ["--service-account-key-file", credentials.tokenKey],
      ["--service-account-signing-key-file", credentials.tokenKey],
      ["--service-cluster-ip-range", SERVICES],
      ["--kubelet-client-certificate", kubelet.certificate],
      ["--kubelet-client-key", kubelet.key],
      ["--kubelet-certificate-authority", credentials.authority],
      // Logs and port-forwards go to the node's address, which its name doesn't lead to.
      ["--kubelet-preferred-address-types", "InternalIP"],
      ["--requestheader-client-ca-file", credentials.authority],
      ["--requestheader-allowed-names", "front-proxy"],
      ["--requestheader-username-headers", "X-Remote-User"],
      ["--requestheader-group-headers", "X-Remote-Group"],
      ["--requestheader-extra-headers-prefix", "X-Remote-Extra-"],
      ["--proxy-client-cert-file", proxy.certificate],
      ["--proxy-client-key-file", proxy.key],
    ].flat(),
    isReady: () => answersReadyz(credentials),
  };
}

function controllers({ programs, credentials }: ControlPlaneParts): Program {
  const name = "kube-controller-manager";
  return {
    name,
    command: programs.kubernetes[name],
    args: [
      ...clientFlags(credentials.kubeconfig(name)),
      ...["--service-account-private-key-file", credentials.tokenKey],
      ...["--root-ca-file", credentials.authority],
      ...["--use-service-account-credentials=true"],
      ...["--allocate-node-cidrs=true", "--cluster-cidr", PODS],
      ...["--node-cidr-mask-size", "24"],
      ...["--service-cluster-ip-range", SERVICES],
    ],
  };
}

function scheduler({ programs, credentials }: ControlPlaneParts): Program {
  const name = "kube-scheduler";
  return {
    name,
    command: programs.kubernetes[name],
    args: clientFlags(credentials.kubeconfig(name)),
  };
}

function clientFlags(kubeconfig: string): string[] {
  return [
    ...["--kubeconfig", kubeconfig],
    ...["--authentication-kubeconfig", kubeconfig],
    ...["--authorization-kubeconfig", kubeconfig],
    ...["--bind-address", "127.0.0.1"],
    ...["--leader-elect=false"],
  ];
}

function answersReadyz({ authority }: Credentials): Promise<boolean> {
  return new Promise((resolve) => {
    https
      .get(`https://127.0.0.1:${API_PORT}/readyz`, { ca: readFileSync(authority) }, (answer) => {
        answer.resume();
        resolve(answer.statusCode === 200);
      })
      .on("error", () => {
        resolve(false);
      });
  });
}
