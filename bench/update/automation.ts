import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openSandbox, type Sandbox } from "../../sandbox/sandbox";
import { SandboxError } from "../../sandbox/errors";
import { removePostgres } from "../../sandbox/servers/postgres";
import type { Interrupt } from "../../sandbox/terminal/interrupt";
import { projectRoot } from "../../workspace/folders";
import { compare, describe } from "../measure/compare";
import type { Section } from "../measure/section";
import type { BenchOptions } from "../options";

/**
 * An update that changes nothing by the Automation API, as `npm start` makes it: the whole control
 * plane of the dev stack against an empty program, on the same engine and the same kind of state.
 */
export async function benchAutomation(options: BenchOptions): Promise<Section> {
  const { rounds, interrupt } = options;
  const parent = join(projectRoot(), ".sandbox-test");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "bench-"));
  const sandboxes: Sandbox[] = [];
  try {
    const open = async (name: string, further: Parameters<typeof openSandbox>[0]) => {
      const sandbox = await openSandbox({
        plugins: "local",
        durable: false,
        ...further,
        interrupt,
        folder: join(folder, name),
      });
      sandboxes.push(sandbox);
      await sandbox.deploy({ interrupt });
      return () => noOp(sandbox, interrupt);
    };
    const whole = await open("whole", {});
    const empty = await open("empty", { program: () => Promise.resolve({}) });
    const compared = await compare("control plane / empty program", options, whole, empty);
    return {
      title: `update without changes by the Automation API, ${rounds} rounds`,
      lines: describe(compared),
      ratios: { "update by the Automation API, time by that of an empty program": compared.ratio },
    };
  } finally {
    for (const sandbox of sandboxes) await sandbox.close();
    for (const name of ["whole", "empty"]) await removePostgres(join(folder, name, "postgres"));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function noOp({ stack }: Sandbox, interrupt?: Interrupt): Promise<void> {
  const { signal } = interrupt ?? {};
  const { summary } = await stack.up({ color: "never", suppressProgress: true, signal });
  const changes = Object.keys(summary.resourceChanges ?? {});
  if (changes.join() !== "same")
    throw new SandboxError(`The update changed something: ${changes.join()}`);
}
