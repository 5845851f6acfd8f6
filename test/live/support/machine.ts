import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findOnPath } from "../../../workspace/engine/from-path";
import { cacheFolder, projectRoot } from "../../../workspace/folders";
import { runCommand } from "../../../workspace/run-command";
import { cgroupHierarchies } from "./cgroups";
import { COVERED } from "./isolation";

/** Bytes that a run writes, images and volumes included. */
const NEEDED = 4 * 2 ** 30;
/** A disk with less than this is full: programs fail that write much, and kubelet evicts pods. */
const FULL = 2 ** 28;
const COMMANDS = ["unshare", "mount", "ip", "sh"];

/** What this machine lacks for a cluster in namespaces of its own, a sentence each. */
export async function missingFromMachine(): Promise<string[]> {
  if (process.platform !== "linux") {
    return [`The cluster's node is Linux, and this machine runs ${process.platform}.`];
  }
  if (process.getuid?.() !== 0) {
    return ["A node needs root: run the tests as root, on a machine of their own or in a VM."];
  }
  const commands = COMMANDS.filter((name) => findOnPath(name) === undefined).map(
    (name) => `There is no ${name} on PATH. Install util-linux and iproute2.`,
  );
  // The rest is tried with them.
  if (commands.length > 0) return commands;
  return [...missingCgroups(), ...coveredFolders(), ...(await missingNamespaces())];
}

/** Folders of the run that can't be seen any more where the cluster has folders of its own. */
function coveredFolders(): string[] {
  return [projectRoot(), cacheFolder(), tmpdir(), process.execPath].flatMap((own) => {
    const covered = COVERED.find((folder) => `${own}/`.startsWith(`${folder}/`));
    return covered === undefined
      ? []
      : [`${own} is below ${covered}, which the cluster hides: put it elsewhere.`];
  });
}

function missingCgroups(): string[] {
  const hierarchies = cgroupHierarchies();
  if (hierarchies.length === 0) {
    return ["There are no cgroups at /sys/fs/cgroup with cpu, memory and pids, which limit pods."];
  }
  return hierarchies.flatMap((hierarchy) => {
    const probe = path.join(hierarchy, `formance-probe-${process.pid}`);
    try {
      mkdirSync(probe);
      rmdirSync(probe);
      return [];
    } catch (error) {
      return [`No cgroup can be made in ${hierarchy}: ${messageOf(error)}.`];
    }
  });
}

/** The disks with too little room, a sentence each. */
export function missingSpace(): string[] {
  mkdirSync(cacheFolder(), { recursive: true });
  return foldersBelow(NEEDED).map(
    ([folder, free, variable]) =>
      `${folder} has ${(free / 2 ** 30).toFixed(1)} GiB free, and the run needs ${NEEDED / 2 ** 30}. Free some, or name another folder by ${variable}.`,
  );
}

/** Why a run failed that has filled a disk, as each of its programs says in words of its own. */
export function fullDisks(): string[] {
  return foldersBelow(FULL).map(
    ([folder, , variable]) =>
      `The disk of ${folder} is full, so what failed may have failed for that. Free some, or name another folder by ${variable}.`,
  );
}

/** The run's folders whose disk has less than so many bytes free, and by which variable to move them. */
function foldersBelow(bytes: number): [folder: string, free: number, variable: string][] {
  const folders: [string, string][] = [
    [tmpdir(), "TMPDIR"],
    [cacheFolder(), "FORMANCE_CONTROL_PLANE_CACHE"],
  ];
  return folders.flatMap(([folder, variable]) => {
    const { bavail, bsize } = statfsSync(folder);
    const free = bavail * bsize;
    return free < bytes ? [[folder, free, variable]] : [];
  });
}

/** What a container does, tried once: namespaces, an overlay, a pair of interfaces. */
async function missingNamespaces(): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "formance-probe-"));
  const probes = {
    "mount, network and process namespaces": "true",
    "overlay file systems in the temporary folder":
      "mkdir l u w m && mount -t overlay overlay -o lowerdir=l,upperdir=u,workdir=w m",
    "pairs of network interfaces (veth)": "ip link add probe0 type veth peer name probe1",
  };
  const missing: string[] = [];
  try {
    for (const [what, script] of Object.entries(probes)) {
      const args = ["--mount", "--net", "--pid", "--fork", "--mount-proc", "sh", "-c", script];
      const { code, stderr } = await runCommand("unshare", args, { cwd: folder, timeout: 30_000 });
      if (code !== 0) missing.push(`This machine has no ${what}: ${stderr.trim()}.`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return missing;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The processes whose command line is like this one, if there are any. */
export async function processes(pattern: string): Promise<string | undefined> {
  const { stdout } = await runCommand("pgrep", ["--list-full", "--full", pattern]);
  return stdout === "" ? undefined : stdout;
}

/** Whether a process is there. */
export function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}
