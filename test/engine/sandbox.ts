import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { openSandbox, type Sandbox, type SandboxOptions } from "../../sandbox/sandbox";
import { removePostgres } from "../../sandbox/servers/postgres";

const root = resolve(__dirname, "../../..");

/** A sandbox in a folder of its own, on the local stand-ins. */
export interface TestSandbox {
  readonly sandbox: Sandbox;
  readonly folder: string;
  /** Closes the sandbox and removes all of it. */
  remove(): Promise<void>;
}

/** Opens a sandbox for a test; the folder may be one that an earlier sandbox was closed in. */
export async function openTestSandbox(
  options: SandboxOptions = {},
  folder = newFolder(),
): Promise<TestSandbox> {
  const sandbox = await openSandbox({ plugins: "local", durable: false, ...options, folder });
  return {
    sandbox,
    folder,
    remove: async () => {
      await sandbox.close();
      await removeFolder(folder);
    },
  };
}

/** Stops the server in a sandbox's folder and deletes the folder. */
export async function removeFolder(folder: string): Promise<void> {
  await removePostgres(join(folder, "postgres"));
  rmSync(folder, { recursive: true, force: true });
}

/** The dynamic provider finds the seed's module from its working folder, so it lies in here. */
function newFolder(): string {
  const parent = join(root, ".sandbox-test");
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "engine-"));
}

/** Every file below a folder, with its text. */
export function filesBelow(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}
