import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import path from "node:path";

import { runCommand, type RunResult, executable } from "../run-command";
import type { EngineRequest, SourceResult } from "./source";
import { ENGINE_VERSION } from "./version";

/** Enough for a slow line; a machine that can't reach the download fails at once. */
const TIME_LIMIT = 5 * 60_000;

/** The official release, which npm's `pulumi` package downloads into the cache. */
export async function engineFromNpm(request: EngineRequest): Promise<SourceResult> {
  const home = path.join(request.cache, "engine", `npm-v${ENGINE_VERSION}`);
  const binDirectory = path.join(home, "versions", ENGINE_VERSION, "bin");
  if (existsSync(path.join(binDirectory, executable("pulumi")))) {
    return { found: true, version: ENGINE_VERSION, binDirectory };
  }
  request.onProgress(`downloading the official Pulumi ${ENGINE_VERSION}`);
  mkdirSync(path.dirname(home), { recursive: true });
  const unfinished = mkdtempSync(`${home}.unfinished-`);
  try {
    const installed = await install(unfinished);
    if (installed.code !== 0) {
      return { found: false, reason: `npm's pulumi package: ${explain(installed)}` };
    }
    const wrapper = path.join(unfinished, "node_modules", "pulumi", "run.js");
    const downloaded = await runCommand(process.execPath, [wrapper, "version"], {
      // The wrapper puts the release under PULUMI_HOME; Node's fetch looks at a proxy only when told.
      env: { ...process.env, PULUMI_HOME: unfinished, NODE_USE_ENV_PROXY: "1" },
      timeout: TIME_LIMIT,
    });
    if (downloaded.code !== 0) {
      return { found: false, reason: `the official release: ${explain(downloaded)}` };
    }
    rmSync(home, { recursive: true, force: true });
    renameSync(unfinished, home);
    return { found: true, version: ENGINE_VERSION, binDirectory };
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function install(folder: string): Promise<RunResult> {
  const args = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund"];
  args.push("--ignore-scripts", `pulumi@${ENGINE_VERSION}`);
  const options = { cwd: folder, timeout: TIME_LIMIT };
  // npm names its own program to what it runs; that one works also where npm is not on PATH.
  const npm = process.env.npm_execpath;
  return npm?.endsWith(".js")
    ? runCommand(process.execPath, [npm, ...args], options)
    : runCommand("npm", args, options);
}

function explain(result: RunResult): string {
  if (result.timedOut) {
    return "it didn't answer in time";
  }
  const lines = `${result.stdout}\n${result.stderr}`.split("\n").map((line) => line.trim());
  const words = lines.filter(
    (line) => line !== "" && !/complete log of this run|^Downloading/.test(line),
  );
  return result.failure ?? words.at(-1) ?? "failed";
}
