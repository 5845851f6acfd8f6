import path from "node:path";

import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation";

import type { Engine } from "./engine/find-engine";
import { stackEnvironment, type OpenedWorkspace } from "./stack-environment";

/** Opens a stack only to read it: nothing is written, and no program is loaded. */
export async function openStackToRead(
  workspace: OpenedWorkspace & { readonly stack: string },
): Promise<Stack> {
  return LocalWorkspace.selectStack(
    { stackName: workspace.stack, workDir: workspace.places.project },
    {
      pulumiCommand: await automationCommand(workspace.engine),
      envVars: stackEnvironment(workspace),
    },
  );
}

/** The engine as the Automation API runs it. */
export function automationCommand({ source, binDirectory }: Engine): Promise<PulumiCommand> {
  return PulumiCommand.get(source === "path" ? {} : { root: path.dirname(binDirectory) });
}
