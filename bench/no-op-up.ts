import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { openSandbox, type Sandbox } from "../sandbox/sandbox";
import { removePostgres } from "../sandbox/servers/postgres";
import { compare, type Comparison } from "./compare";

/**
 * An update that changes nothing: the whole control plane of the dev stack against an empty
 * program, on the same engine and the same kind of state, in turns.
 */
export async function benchNoOpUp(rounds: number): Promise<Comparison> {
  const parent = join(resolve(__dirname, "../.."), ".sandbox-test");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "bench-"));
  const sandboxes: Sandbox[] = [];
  try {
    const open = async (name: string, options: Parameters<typeof openSandbox>[0]) => {
      const sandbox = await openSandbox({
        plugins: "local",
        durable: false,
        ...options,
        folder: join(folder, name),
      });
      sandboxes.push(sandbox);
      await sandbox.deploy();
      return () => noOp(sandbox);
    };
    const whole = await open("whole", {});
    const empty = await open("empty", { program: () => Promise.resolve({}) });
    return await compare("no-op up: control plane / empty program", 1.5, rounds, whole, empty);
  } finally {
    for (const sandbox of sandboxes) await sandbox.close();
    for (const name of ["whole", "empty"]) await removePostgres(join(folder, name, "postgres"));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function noOp({ stack }: Sandbox): Promise<void> {
  const { summary } = await stack.up({ color: "never", suppressProgress: true });
  const changes = Object.keys(summary.resourceChanges ?? {});
  if (changes.join() !== "same") throw new Error(`the update changed something: ${changes.join()}`);
}
