import { qualifyPath } from "../config/path";
import type { ImportedSecret } from "../moving-from-helm/values/split-secrets";
import { runPulumi } from "../workspace/pulumi-cli";
import { CommandError } from "./errors";
import type { CommandIo } from "./io";
import { PROJECT } from "./project";

/**
 * Has the Pulumi CLI store the secrets in a stack's file, encrypted. Each goes over the standard
 * input of the CLI, since other users of the machine can see its arguments.
 *
 * @throws {CommandError} when there is no Pulumi CLI, or it refuses, which it does for a stack that
 *   isn't there
 */
export async function storeSecrets(
  io: CommandIo,
  stack: string,
  secrets: readonly ImportedSecret[],
): Promise<void> {
  for (const { path, value } of secrets) {
    await storeSecret(io, stack, qualifyPath(PROJECT, path), value);
  }
}

/** The same of one secret, by its key with the project's namespace. */
export async function storeSecret(
  io: CommandIo,
  stack: string,
  key: string,
  value: string,
): Promise<void> {
  const options = ["--stack", stack, "--path", "--secret"];
  const { code, stderr } = await run(io, ["config", "set", ...options, key], value);
  if (code === 0) return;
  throw new CommandError(
    `The Pulumi CLI didn't store ${key.replace(`${PROJECT}:`, "")} in stack ${stack}: ${saidIn(stderr)}`,
  );
}

/** Creates a stack. Answers why there is none, if so. */
export async function initStack(io: CommandIo, stack: string): Promise<string | undefined> {
  try {
    const { code, stderr } = await run(io, ["stack", "init", stack]);
    return code === 0 ? undefined : `The Pulumi CLI can't create stack ${stack}: ${saidIn(stderr)}`;
  } catch (error) {
    if (error instanceof CommandError)
      return "There is no Pulumi CLI on PATH. Install 3.230 or later: https://www.pulumi.com/docs/iac/download-install/";
    throw error;
  }
}

function saidIn(errors: string): string {
  return errors.replace(/^error: /, "").trim();
}

/** Makes sure that the stack is there before anything is written. */
export async function requireStack(io: CommandIo, stack: string): Promise<void> {
  const { code, stderr } = await run(io, ["config", "--stack", stack, "--json"], "");
  if (code === 0) return;
  throw new CommandError(
    `The Pulumi CLI can't open stack ${stack}: ${saidIn(stderr)}. Create one with: pulumi stack init ${stack}`,
  );
}

async function run(
  { cwd, env }: CommandIo,
  args: readonly string[],
  input?: string,
): Promise<{ readonly code: number | undefined; readonly stderr: string }> {
  const result = await runPulumi({ command: "pulumi", folder: cwd, env }, args, input);
  if (result.failure === undefined) return result;
  throw new CommandError(
    "There is no Pulumi CLI on PATH. Install 3.230 or later, or leave --stack out, which needs no CLI.",
  );
}
