import { runCommand, type RunResult } from "./run-command";
import { stackEnvironment, type OpenedWorkspace } from "./stack-environment";

/** The Pulumi CLI, and the project that it works on. */
export interface PulumiCli {
  readonly command: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Runs the CLI, which asks nothing. To read a stack, it takes less time than the Automation API
 * takes to load.
 */
export function runPulumi(
  { command, folder, env }: PulumiCli,
  args: readonly string[],
  input?: string,
): Promise<RunResult> {
  return runCommand(command, [...args, "--non-interactive"], {
    cwd: folder,
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    input,
  });
}

/** The CLI in the workspace of `npm start`. */
export function workspaceCli(workspace: OpenedWorkspace): PulumiCli {
  const { engine, places } = workspace;
  const env = { ...process.env, ...stackEnvironment(workspace) };
  return { command: engine.command, folder: places.project, env };
}
