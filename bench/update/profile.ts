import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../workspace/folders";
import { measure } from "../measure/run";
import type { Stage } from "./stage";

/** Leaves a profile of the program's process, which DevTools and speedscope show as a flame graph. */
export async function profileUpdate({ controlPlane }: Stage): Promise<string> {
  const folder = path.join(projectRoot(), ".sandbox-profile");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  // A folder's name may have blanks; and those of the person stay.
  const options = [
    process.env.NODE_OPTIONS,
    "--cpu-prof",
    JSON.stringify(`--cpu-prof-dir=${folder}`),
  ];
  await measure({ ...controlPlane, env: { ...controlPlane.env, NODE_OPTIONS: options.join(" ") } });
  // The language host asks Node for a path or two besides.
  const sizeOf = (file: string) => statSync(path.join(folder, file)).size;
  const [largest = "", ...others] = readdirSync(folder).sort((a, b) => sizeOf(b) - sizeOf(a));
  for (const other of others) rmSync(path.join(folder, other));
  const profile = path.join(folder, "update.cpuprofile");
  renameSync(path.join(folder, largest), profile);
  return profile;
}
