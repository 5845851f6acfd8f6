import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../workspace/folders";
import { runCommand, type RunResult } from "../../workspace/run-command";
import { temporaryFolder } from "./temporary-folder";

/** What the commands of the sandbox read of a checkout. */
const PARTS = ["dist", "package.json", "Pulumi.yaml", "Pulumi.dev.yaml", "schemas"];
const COMMAND_LIMIT = 10 * 60_000;

/** A checkout with a sandbox of its own. */
export interface Checkout {
  readonly folder: string;
  /** Runs a command of the sandbox as its npm script does, without compiling. */
  readonly command: (name: string, ...args: string[]) => Promise<RunResult>;
  /** The same, with something for its standard input. */
  readonly type: (input: string, name: string, ...args: string[]) => Promise<RunResult>;
  /** Takes the sandbox down, and removes the checkout. */
  readonly remove: () => Promise<void>;
}

/** Makes a checkout in a folder of its own. */
export function makeCheckout(env: Readonly<Record<string, string>> = {}): Checkout {
  const folder = temporaryFolder();
  const root = projectRoot();
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS)
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  const type = (input: string, name: string, ...args: string[]) =>
    runCommand(
      process.execPath,
      [path.join(folder, "dist/sandbox/commands", `${name}.js`), ...args],
      {
        cwd: folder,
        env: { ...process.env, FORMANCE_CONTROL_PLANE_PLUGINS: "local", ...env },
        timeout: COMMAND_LIMIT,
        input,
      },
    );
  const command = (name: string, ...args: string[]) => type("", name, ...args);
  return {
    folder,
    command,
    type,
    remove: async () => {
      await command("down");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
