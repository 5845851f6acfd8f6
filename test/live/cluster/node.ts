import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { runCommand } from "../../../workspace/run-command";
import { makeCgroup } from "../support/cgroups";
import type { NodePackages } from "../support/node-packages";
import { DNS_SERVICE, NODE, NODE_NAME, PODS } from "./addresses";
import type { ControlPlaneParts } from "./control-plane";
import { startProgram, type Program, type RunningProgram } from "./processes";

/** Image of the first container of every pod. */
export const PAUSE_IMAGE = "local/pause:1";

/** Where the node is made. */
export interface NodeParts extends ControlPlaneParts {
  readonly packages: NodePackages;
  /** Name of the cgroup above all pods. */
  readonly cgroup: string;
}

/** The programs of the node that a test may end and start. */
export interface Node {
  readonly containerd: RunningProgram;
  readonly kubelet: RunningProgram;
  /** Starts the kubelet again after it was ended. */
  startKubelet(): Promise<RunningProgram>;
}

/** Starts containerd, which `images` fills, and then the kubelet and kube-proxy. */
export async function startNode(
  parts: NodeParts,
  images: (socket: string) => Promise<void>,
): Promise<Node> {
  makeCgroup(parts.cgroup);
  const containerd = await startProgram(parts.logs, containerdProgram(parts));
  await images(socketOf(parts));
  const startKubelet = () => startProgram(parts.logs, kubeletProgram(parts));
  const kubelet = await startKubelet();
  await startProgram(parts.logs, proxyProgram(parts));
  return { containerd, kubelet, startKubelet };
}

function socketOf({ folder }: NodeParts): string {
  return path.join(folder, "containerd.sock");
}

function containerdProgram(parts: NodeParts): Program {
  const { folder, packages } = parts;
  const socket = socketOf(parts);
  const file = path.join(folder, "containerd.toml");
  writeFileSync(file, containerdConfig(folder, socket, packages.root));
  writeNetworkConfig(path.join(folder, "cni"), folder);
  return {
    name: "containerd",
    command: path.join(packages.root, "usr", "bin", "containerd"),
    args: ["--config", file],
    env: packages.env,
    isReady: async () => {
      const ctr = path.join(packages.root, "usr", "bin", "ctr");
      return (await runCommand(ctr, ["--address", socket, "version"])).code === 0;
    },
  };
}

function containerdConfig(folder: string, socket: string, root: string): string {
  const runc = 'plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc';
  return [
    "version = 2",
    `root = "${folder}/containerd/root"`,
    `state = "${folder}/containerd/state"`,
    "oom_score = 0",
    "[grpc]",
    `address = "${socket}"`,
    '[plugins."io.containerd.internal.v1.opt"]',
    `path = "${folder}/containerd/opt"`,
    '[plugins."io.containerd.grpc.v1.cri"]',
    `sandbox_image = "${PAUSE_IMAGE}"`,
    // A machine may forbid lower scores, and has no profiles of AppArmor for it.
    "restrict_oom_score_adj = true",
    "disable_apparmor = true",
    'stream_server_address = "127.0.0.1"',
    '[plugins."io.containerd.grpc.v1.cri".cni]',
    `bin_dir = "${root}/usr/lib/cni"`,
    `conf_dir = "${folder}/cni"`,
    `[${runc}]`,
    'runtime_type = "io.containerd.runc.v2"',
    `[${runc}.options]`,
    "SystemdCgroup = false",
    `BinaryName = "${root}/usr/sbin/runc"`,
    "",
  ].join("\n");
}

function writeNetworkConfig(configFolder: string, folder: string): void {
  mkdirSync(configFolder);
  const routed = {
    // Packets between pods pass the node's rules, which enforce NetworkPolicies.
    type: "ptp",
    ipMasq: false,
    ipam: {
      type: "host-local",
      dataDir: path.join(folder, "addresses"),
      ranges: [[{ subnet: PODS }]],
      routes: [{ dst: "0.0.0.0/0" }],
    },
  };
  const config = { cniVersion: "0.4.0", name: "pods", plugins: [routed] };
  writeFileSync(path.join(configFolder, "10-pods.conflist"), JSON.stringify(config));
}

function kubeletProgram(parts: NodeParts): Program {
  const { folder, credentials, programs } = parts;
  const file = path.join(folder, "kubelet.yaml");
  writeFileSync(file, stringify(kubeletConfig(parts)));
  return {
    name: "kubelet",
    command: programs.kubernetes.kubelet,
    args: [
      ["--config", file],
      ["--kubeconfig", credentials.kubeconfig("kubelet")],
      ["--root-dir", path.join(folder, "kubelet")],
      ["--cert-dir", path.join(folder, "kubelet", "pki")],
      ["--node-ip", NODE],
      ["--hostname-override", NODE_NAME],
    ].flat(),
    env: parts.packages.env,
    isReady: async () => (await fetch("http://127.0.0.1:10248/healthz")).ok,
  };
}

function kubeletConfig(parts: NodeParts): object {
  const { folder, credentials, cgroup } = parts;
  const { certificate, key } = credentials.pair("kubelet");
  const socket = `unix://${socketOf(parts)}`;
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    address: NODE,
    healthzBindAddress: "127.0.0.1",
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: credentials.authority },
    },
    authorization: { mode: "Webhook" },
    tlsCertFile: certificate,
    tlsPrivateKeyFile: key,
    cgroupDriver: "cgroupfs",
    cgroupRoot: `/${cgroup}`,
    // Machines of a CI may have cgroups of version 1, and swap.
    failCgroupV1: false,
    failSwapOn: false,
    oomScoreAdj: 0,
    clusterDNS: [DNS_SERVICE],
    clusterDomain: "cluster.local",
    resolvConf: path.join(folder, "resolv.conf"),
    containerRuntimeEndpoint: socket,
    imageServiceEndpoint: socket,
    podLogsDir: path.join(folder, "pod-logs"),
    makeIPTablesUtilChains: false,
    // No registry gives an image back that was collected, however full the disk is.
    imageGCHighThresholdPercent: 100,
    evictionHard: {
      "memory.available": "100Mi",
      // Not a share: one percent of a large disk is enough for the run.
      "nodefs.available": "64Mi",
      "imagefs.available": "64Mi",
    },
  };
}

function proxyProgram({ programs, credentials, packages }: NodeParts): Program {
  return {
    name: "kube-proxy",
    command: programs.kubernetes["kube-proxy"],
    args: [
      ["--kubeconfig", credentials.kubeconfig("kube-proxy")],
      ["--proxy-mode", "nftables"],
      ["--cluster-cidr", PODS],
      ["--hostname-override", NODE_NAME],
      ["--bind-address", NODE],
      ["--metrics-bind-address", "127.0.0.1:10249"],
      ["--healthz-bind-address", "127.0.0.1:10256"],
      ["--nodeport-addresses", "127.0.0.0/8"],
      // The table of connections is the machine's.
      ["--conntrack-max-per-core", "0"],
    ].flat(),
    env: packages.env,
    isReady: async () => (await fetch("http://127.0.0.1:10256/healthz")).ok,
  };
}
