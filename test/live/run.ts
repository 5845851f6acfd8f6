import { readdirSync } from "node:fs";
import path from "node:path";
import { findEngine } from "../../workspace/engine/find-engine";
import { projectRoot } from "../../workspace/folders";
import { prepareLiveDefinitions } from "./cluster/definitions";
import { progressLog } from "../support/progress-log";
import { prepareBrowser } from "../e2e/support/chromium";
import { prepareExternalSecrets } from "./support/external-secrets";
import { runIsolated } from "./support/isolation";
import { fullDisks, missingFromMachine, missingSpace } from "./support/machine";
import { prepareNodePackages } from "./support/node-packages";
import { prepareKubernetesPlugin } from "./support/kubernetes-plugin";
import { preparePrograms } from "./support/programs";
import {
  keepLogs,
  makeRunFolder,
  removeAbandonedRuns,
  removeRun,
  type RunFolder,
} from "./support/run-folder";
import { runLimited } from "./support/time-limit";

/**
 * Builds the official kubernetes plugin as well, without which its stand-in is used, and runs the
 * journeys that take longer.
 */
const ALL = "--all";

/** The minutes that the run may take in all, builds included: `--minutes 35`. @default no limit */
const MINUTES = "--minutes";

/** The journeys of every run: what a person does first, and then most often. */
const SHORT = ["0-machine", "0-isolation", "1-first-deployment", "2-changes"];

/**
 * `npm run test:live`: gets the programs of the cluster, and runs the tests in namespaces of their
 * own, out of which nothing leads. Further arguments are mocha's.
 */
async function main(args: readonly string[]): Promise<number> {
  const all = args.includes(ALL);
  const own = args.filter((argument) => argument !== ALL);
  const missing = await missingFromMachine();
  if (missing.length === 0) {
    // Where a run can't be made, none was; and what one left takes room.
    await removeLeftovers();
    missing.push(...missingSpace());
  }
  if (missing.length > 0) {
    console.error(`The live tests can't run on this machine:\n- ${missing.join("\n- ")}`);
    console.log("0 passed, 1 failed, 0 skipped");
    return 1;
  }
  await prepareNodePackages(progressLog());
  await prepareBrowser(progressLog());
  await prepareLiveDefinitions();
  await preparePrograms(progressLog());
  await findEngine({ onProgress: progressLog() });
  if (all) {
    await prepareExternalSecrets(progressLog());
    await prepareKubernetesPlugin(progressLog());
  }
  const folder = makeRunFolder();
  try {
    const journeys = path.join(projectRoot(), "dist", "test", "live", "journeys");
    const names = all ? journeysIn(journeys) : SHORT;
    const specs = names.flatMap((name) => ["--spec", path.join(journeys, `${name}.test.js`)]);
    const mocha = path.join(projectRoot(), "node_modules", "mocha", "bin", "mocha.js");
    const config = path.join(projectRoot(), ".mocharc.live.json");
    const code = await runIsolated(folder, process.execPath, [
      mocha,
      "--config",
      config,
      ...specs,
      ...own,
    ]);
    if (code !== 0) explain(folder);
    return code;
  } finally {
    await removeRun(folder);
  }
}

/** What a person needs who looks for the cause of a failure. */
function explain(run: RunFolder): void {
  const reasons = fullDisks();
  for (const reason of reasons) console.log(`failed: the live tests: ${reason}`);
  if (reasons.length > 0) return;
  console.log(`The logs of the cluster's programs and pods are in ${keepLogs(run)}`);
}

/** The journeys of a folder in the order of their numbers. */
function journeysIn(folder: string): string[] {
  const ending = ".test.js";
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return names
    .map((name) => name.slice(0, -ending.length))
    .sort((a, b) => Number.parseInt(a) - Number.parseInt(b));
}

async function removeLeftovers(): Promise<void> {
  for (const folder of await removeAbandonedRuns()) {
    console.log(`removed what a run that was cut off had left in ${folder}`);
  }
}

/** The same in limited time. What is built until then stays in the cache. */
async function limitedMain(minutes: number, args: readonly string[]): Promise<number> {
  const { code, cutOffAt } = await runLimited(minutes * 60_000, process.execPath, [
    __filename,
    ...args,
  ]);
  if (cutOffAt === undefined) return code;
  await removeLeftovers();
  console.log(
    `failed: the live tests: not done after ${minutes} minutes, and ended. They were at: ${cutOffAt}`,
  );
  console.log("0 passed, 1 failed, 0 skipped");
  return 1;
}

async function run(args: readonly string[]): Promise<number> {
  const at = args.indexOf(MINUTES);
  if (at === -1) return main(args);
  const minutes = Number(args[at + 1]);
  if (!(minutes > 0)) throw new Error(`${MINUTES} takes a number of minutes.`);
  return limitedMain(minutes, args.toSpliced(at, 2));
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log("0 passed, 1 failed, 0 skipped");
    process.exitCode = 1;
  },
);
