import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { NODE_NAME, SERVICES } from "./addresses";
import type { NodeParts } from "./node";
import { startProgram } from "./processes";

/** What kube-router calls; Debian's packages leave the choice of a back end to the machine. */
const COMMANDS = ["iptables", "iptables-save", "iptables-restore"];

/** Starts the agent that enforces NetworkPolicies on the node. */
export async function startNetworkPolicies(parts: NodeParts): Promise<void> {
  const { folder, packages, programs, credentials, logs } = parts;
  const commands = path.join(folder, "iptables");
  mkdirSync(commands);
  for (const name of COMMANDS) {
    symlinkSync(path.join(packages.root, "usr/sbin/xtables-nft-multi"), path.join(commands, name));
  }
  await startProgram(logs, {
    name: "kube-router",
    command: programs.kubeRouter,
    args: [
      ["--kubeconfig", credentials.kubeconfig("admin")],
      ["--hostname-override", NODE_NAME],
      ["--service-cluster-ip-range", SERVICES],
    ].flat(),
    env: {
      ...packages.env,
      PATH: [commands, packages.env.PATH].join(path.delimiter),
      XTABLES_LIBDIR: packages.iptablesExtensions,
    },
  });
}
