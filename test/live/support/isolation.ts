import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hostsFile } from "../cluster/dns";
import type { RunFolder } from "./run-folder";

/** Kernel settings of the whole machine that a kubelet writes: it gets files in their place. */
const KERNEL_SETTINGS = [
  "kernel/keys/root_maxbytes",
  "kernel/keys/root_maxkeys",
  "kernel/panic",
  "kernel/panic_on_oops",
  "vm/overcommit_memory",
  "vm/panic_on_oom",
];

/** Folders in whose place the programs inside see others. */
export const COVERED = ["/var/lib", "/var/log", "/run"];

/** Variables by which a program inside finds the run. */
export const RUN_FOLDER = "FORMANCE_LIVE_FOLDER";
export const RUN_CGROUP = "FORMANCE_LIVE_CGROUP";

/**
 * Runs a program in mount, network and process namespaces of its own, and returns its exit code.
 * They end with the program, and everything in them with them. They end with this process too,
 * however it ends: the first process inside reads a pipe whose other end is here.
 */
export async function runIsolated(
  run: RunFolder,
  command: string,
  args: readonly string[],
): Promise<number> {
  const script = path.join(run.folder, "enter.sh");
  writeFileSync(script, enterScript(run.folder));
  const flags = ["--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const child = spawn("unshare", [...flags, "sh", script, command, ...args], {
    stdio: ["inherit", "inherit", "inherit", "pipe"],
    env: { ...process.env, [RUN_FOLDER]: run.folder, [RUN_CGROUP]: run.cgroup },
  });
  // Ctrl-C reaches the program inside, which then stops the cluster: this process waits for it.
  const ignore = () => undefined;
  process.on("SIGINT", ignore);
  const [code] = (await once(child, "exit")) as [number | null];
  process.off("SIGINT", ignore);
  return code ?? 1;
}

/** What the first process inside does. Mounts are private, so none of them is seen outside. */
function enterScript(folder: string): string {
  const own = (name: string) => path.join(folder, name);
  writeFileSync(own("resolv.conf"), "");
  writeFileSync(own("hosts"), hostsFile());
  const settings = KERNEL_SETTINGS.map((name) => {
    const copy = own(path.join("kernel", name));
    mkdirSync(path.dirname(copy), { recursive: true });
    writeFileSync(copy, readFileSync(`/proc/sys/${name}`));
    return `mount --bind ${copy} /proc/sys/${name}`;
  });
  return [
    "set -e",
    // What kubelet and containerd keep outside the folders that they are told.
    `mount --bind ${own("lib")} /var/lib`,
    `mount --bind ${own("log")} /var/log`,
    "mount -t tmpfs tmpfs /run",
    `mount --bind ${own("hosts")} /etc/hosts`,
    `mount --bind ${own("resolv.conf")} /etc/resolv.conf`,
    ...settings,
    "mount --make-rshared /",
    "echo 1 > /proc/sys/net/ipv4/ip_forward",
    "ip link set lo up",
    // The end of the process outside ends everything here.
    "(cat <&3 >/dev/null; kill -KILL -1) &",
    "exec 3<&-",
    '"$@"',
  ].join("\n");
}
