import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { messageOf, SandboxError } from "../errors";
import type { CommandContext } from "../main";
import type { PluginChoice } from "../provider-plugins";
import { findEngineStep, lockFolder, pluginsStep } from "../sandbox";
import { repairCheckpoint } from "./checkpoint";
import { destroy } from "./deploy";
import { readPassphrase, type SessionPlaces } from "./places";
import { progressText } from "./progress";
import type { SandboxRecord } from "./record";
import { recoverStack } from "./recovery";
import { openStackToRead } from "./session";

/** Removes a stack from its cluster, by what its state knows of it. */
export async function destroyClusterStack(
  places: SessionPlaces,
  record: SandboxRecord,
  choice: PluginChoice,
  { reporter, interrupt }: CommandContext,
): Promise<void> {
  // A run that was cut off before its first deployment left no stack.
  if (!hasStack(places, record.stack)) return;
  const release = await lockFolder(places, reporter);
  try {
    // Asked for first: without the passphrase there is nothing to begin.
    readPassphrase(places);
    const engine = await findEngineStep(reporter);
    const { running } = await pluginsStep(engine, { plugins: choice }, reporter);
    try {
      const repaired = repairCheckpoint(places, record.stack);
      if (repaired !== undefined) reporter.notice(`After a run that was cut off: ${repaired}.`);
      const stack = await openStackToRead({
        places,
        engine,
        stack: record.stack,
        ...(running && { debugProviders: running.debugProviders }),
      });
      await recoverStack(stack, places.state, undefined);
      reporter.begin("Cluster", `removing the stack ${record.stack}`);
      await destroy(stack, {
        interrupt,
        onProgress: (progress) => {
          reporter.update(progressText(progress, record.resources));
        },
      });
      reporter.done(`the stack ${record.stack} is removed from ${record.cluster?.context ?? ""}`);
    } finally {
      await running?.stop();
    }
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    throw new SandboxError(
      `${messageOf(error)}\nThe state is kept in ${places.folder}: run it again when that is mended, ` +
        "or leave the stack where it is with: npm run down -- --forget-clusters",
      { cause: error },
    );
  } finally {
    release();
  }
}

/** Whether the engine has a state of the stack. */
function hasStack(places: SessionPlaces, stack: string): boolean {
  const stacks = path.join(places.state, ".pulumi", "stacks");
  if (!existsSync(stacks)) return false;
  const files = readdirSync(stacks, { recursive: true, encoding: "utf8" });
  return files.some((file) => path.basename(file) === `${stack}.json`);
}
