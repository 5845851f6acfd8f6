import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";

/** The project's folder. */
export const root = resolve(__dirname, "../../..");

/** The namespace of the config, with its colon. */
export const prefix = "formance-control-plane:";

/** The config of the dev stack, as `Pulumi.dev.yaml` has it. */
export function devConfig(): Record<string, unknown> {
  const text = readFileSync(join(root, "Pulumi.dev.yaml"), "utf8");
  return (parse(text) as { config: Record<string, unknown> }).config;
}

/** What came of a run of the program. */
export interface ProgramRun {
  /** The resources that it registered, or `error` with its message. */
  readonly result: unknown;
  /** The files that were loaded, test support included. */
  readonly modules: readonly string[];
  /** What it printed. */
  readonly log: string;
}

/** Runs the program as `pulumi up` does: config by the environment, the stack file in its folder. */
export function runProcess(
  config: Record<string, unknown>,
  secretKeys: readonly string[],
  stackFile: string,
): ProgramRun {
  const folder = mkdtempSync(join(tmpdir(), "formance-program-"));
  writeFileSync(join(folder, "Pulumi.test.yaml"), stackFile);
  const values = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
  // A program that failed leaves promises behind, of which the runtime complains at its exit.
  const { stdout, stderr } = spawnSync(process.execPath, [join(__dirname, "run-program.js")], {
    encoding: "utf8",
    env: {
      ...process.env,
      PULUMI_NODEJS_ROOT_DIRECTORY: folder,
      PULUMI_CONFIG: JSON.stringify(values),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
    },
  });
  rmSync(folder, { recursive: true, force: true });
  const printed = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Omit<ProgramRun, "log">;
  return { ...printed, log: stdout + stderr };
}
