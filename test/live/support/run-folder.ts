import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cacheFolder } from "../../../workspace/folders";
import { removeCgroup } from "./cgroups";
import { isRunning } from "./machine";

const PREFIX = "formance-live-";
const OWNER = "owner.pid";

/** Everything that a run leaves outside its namespaces: a folder, and a cgroup of the same name. */
export interface RunFolder {
  readonly folder: string;
  /** Name of the cgroup above all pods. */
  readonly cgroup: string;
}

/** Makes the folder of a new run, owned by this process. */
export function makeRunFolder(): RunFolder {
  const unnamed = mkdtempSync(path.join(tmpdir(), "formance-unnamed-"));
  writeFileSync(path.join(unnamed, OWNER), `${process.pid}\n`);
  // Another run that begins now removes what has the name and no owner.
  const folder = path.join(tmpdir(), `${PREFIX}${unnamed.slice(-6)}`);
  renameSync(unnamed, folder);
  for (const name of ["lib", "log", "logs"]) mkdirSync(path.join(folder, name));
  return { folder, cgroup: path.basename(folder) };
}

/** Keeps the logs of the last run that failed; answers where. */
export function keepLogs({ folder }: RunFolder): string {
  const kept = path.join(cacheFolder(), "live-logs");
  rmSync(kept, { recursive: true, force: true });
  for (const name of ["logs", "pod-logs"]) {
    const logs = path.join(folder, name);
    if (existsSync(logs)) cpSync(logs, path.join(kept, name), { recursive: true });
  }
  return kept;
}

/** Removes the folder and the cgroup of a run whose processes have ended. */
export async function removeRun({ folder, cgroup }: RunFolder): Promise<void> {
  await removeCgroup(cgroup);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes what runs left that were killed; answers their folders. */
export async function removeAbandonedRuns(): Promise<string[]> {
  const removed: string[] = [];
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = path.join(tmpdir(), name);
    if (isRunning(ownerOf(folder))) continue;
    await removeRun({ folder, cgroup: name });
    removed.push(folder);
  }
  return removed;
}

/** The process that owns a run; 0 where nothing says. */
function ownerOf(folder: string): number {
  try {
    return Number(readFileSync(path.join(folder, OWNER), "utf8"));
  } catch {
    return 0;
  }
}
