import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const ROOT = "/sys/fs/cgroup";
/** Controllers that a kubelet can't do without. */
const NEEDED = ["cpu", "memory", "pids"];
/** Those that it and runc use besides; the last two have no controller. */
const FURTHER = [
  ...["cpuset", "cpuacct", "blkio", "devices", "freezer", "hugetlb"],
  ...["systemd", "unified"],
];
const REMOVAL_LIMIT = 20_000;

/** The folders in which a cgroup has to be made: one with version 2, one a controller before. */
export function cgroupHierarchies(): string[] {
  const unified = path.join(ROOT, "cgroup.controllers");
  if (existsSync(unified)) {
    const there = readFileSync(unified, "utf8").trim().split(" ");
    return NEEDED.every((name) => there.includes(name)) ? [ROOT] : [];
  }
  const folders = [...NEEDED, ...FURTHER]
    .map((name) => path.join(ROOT, name))
    .filter((folder) => existsSync(path.join(folder, "cgroup.procs")));
  return NEEDED.every((name) => folders.includes(path.join(ROOT, name))) ? folders : [];
}

/** Makes a cgroup in every hierarchy, with the controllers that pods need. */
export function makeCgroup(name: string): void {
  for (const hierarchy of cgroupHierarchies()) {
    const folder = path.join(hierarchy, name);
    mkdirSync(folder, { recursive: true });
    const controllers = path.join(folder, "cgroup.controllers");
    if (existsSync(controllers)) {
      const there = readFileSync(controllers, "utf8").trim().split(" ").filter(Boolean);
      const all = there.map((controller) => `+${controller}`).join(" ");
      // Beside version 1 it has none.
      if (all !== "") writeFileSync(path.join(folder, "cgroup.subtree_control"), all);
    }
    // Without these two no process can be put into a cgroup of version 1.
    for (const file of ["cpuset.cpus", "cpuset.mems"]) {
      if (!existsSync(path.join(folder, file))) continue;
      writeFileSync(path.join(folder, file), readFileSync(path.join(hierarchy, file)));
    }
  }
}

/** Removes a cgroup and all below it, once the processes in it have ended. */
export async function removeCgroup(name: string): Promise<void> {
  const end = Date.now() + REMOVAL_LIMIT;
  for (const hierarchy of cgroupHierarchies()) {
    const folder = path.join(hierarchy, name);
    while (existsSync(folder)) {
      try {
        removeTree(folder);
      } catch (error) {
        if (Date.now() > end) throw error;
        await sleep(200);
      }
    }
  }
}

/** Cgroups have files that can't be removed; the folders can. */
function removeTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(path.join(folder, entry.name));
  }
  rmdirSync(folder);
}
