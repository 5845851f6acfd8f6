import { messageOf } from "../../messages/errors";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { WorkspaceError } from "../../workspace/errors";
import { openStackToRead } from "../../workspace/open";
import { readPassphrase, type WorkspacePlaces } from "../../workspace/places";
import type { WorkspaceRecord } from "../../workspace/record";
import type { CommandContext } from "../commands/main";
import { SandboxError } from "../errors";
import type { PluginChoice } from "../plugins/choice";
import { findEngineStep, lockFolder, pluginsStep } from "../steps";
import { repairCheckpoint } from "../stack/checkpoint";
import { destroy } from "../stack/operations";
import { progressText } from "../stack/progress";
import { recoverStack } from "../stack/recovery";

/** Removes a stack from its cluster, by what its state knows of it. */
export async function destroyClusterStack(
  places: WorkspacePlaces,
  record: WorkspaceRecord,
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
      if (repaired !== undefined) reporter.notice(`After an interrupted run: ${repaired}.`);
      const stack = await openStackToRead({
        places,
        engine,
        stack: record.stack,
        debugProviders: running?.debugProviders,
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
    if (!(error instanceof WorkspaceError)) throw error;
    throw new SandboxError(
      `${messageOf(error)}\nThe state is kept in ${places.folder}: fix that and run it again, ` +
        "or leave the stack where it is with: npm run down -- --forget-clusters",
      { cause: error },
    );
  } finally {
    release();
  }
}

/** Whether the engine has a state of the stack. */
function hasStack(places: WorkspacePlaces, stack: string): boolean {
  const stacks = path.join(places.state, ".pulumi", "stacks");
  if (!existsSync(stacks)) return false;
  const files = readdirSync(stacks, { recursive: true, encoding: "utf8" });
  return files.some((file) => path.basename(file) === `${stack}.json`);
}
