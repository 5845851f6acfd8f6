import { counted } from "../../messages/counted";
import { runCommand } from "../../workspace/run-command";
import { printJson, type CommandContext } from "../command-context";
import { CommandError, EXIT, UsageError } from "../errors";
import type { CommandIo } from "../io";
import { shortName, withoutPendingCreates, type Deployment } from "./pending-creates";

/** Runs `stack recover`. */
export async function recoverStack({ io, options }: CommandContext): Promise<number> {
  const name = options.stack;
  if (name === undefined) throw new UsageError("Name the stack: --stack NAME");
  // Ciphertexts stay as they are; the passphrase isn't needed.
  const exported = JSON.parse(await pulumi(io, ["stack", "export", "--stack", name])) as {
    readonly deployment: Deployment;
  };
  const { deployment, takenUp, createdAgain } = withoutPendingCreates(exported.deployment);
  const left = ({ pending_operations: operations = [] }: Deployment) => operations.length;
  if (left(deployment) < left(exported.deployment)) {
    const state = JSON.stringify({ ...exported, deployment });
    await pulumi(io, ["stack", "import", "--stack", name], state);
  }
  if (options.json) printJson(io, { stack: name, takenUp, createdAgain });
  else io.out(report(name, takenUp, createdAgain));
  return EXIT.ok;
}

function report(
  stack: string,
  takenUp: readonly string[],
  createdAgain: readonly string[],
): string {
  const count = takenUp.length + createdAgain.length;
  if (count === 0) return `Stack ${stack} has no interrupted creates. Nothing was changed.\n`;
  const list = (title: string, urns: readonly string[]) =>
    urns.length === 0 ? "" : `${title}\n${urns.map((urn) => `  ${shortName(urn)}\n`).join("")}`;
  return (
    `${counted(count, "create")} of stack ${stack} ${count === 1 ? "was" : "were"} interrupted.\n` +
    list("Recorded in the state, if they exist:", takenUp) +
    list("To be created again:", createdAgain) +
    `Now check what exists, and finish the update:\n  pulumi up --refresh --stack ${stack}\n`
  );
}

/** @throws {CommandError} when there is no Pulumi CLI, or it refuses, such as while an update runs */
async function pulumi(io: CommandIo, args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr, failure } = await runCommand(
    "pulumi",
    [...args, "--non-interactive"],
    {
      cwd: io.cwd,
      env: { ...io.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      ...(input !== undefined && { input }),
    },
  );
  if (code === 0) return stdout;
  if (failure !== undefined) {
    throw new CommandError(
      "The Pulumi CLI wasn't found. Install 3.230 or later and put it on PATH.",
    );
  }
  const said = stderr.replace(/^error: /, "").trim();
  const remedy = said.includes("failed to load checkpoint: EOF")
    ? `Pulumi was killed while it wrote to a local backend, and left an empty file next to the state. The state itself is intact. Delete the empty file, and run this command again:\n  find ${localBackend(io)}/.pulumi -name '*.attrs' -empty -delete`
    : `If an interrupted update has left a lock, remove it: pulumi cancel --stack ${args.at(-1) ?? ""}`;
  throw new CommandError(`pulumi ${args.slice(0, 2).join(" ")} failed: ${said}\n${remedy}`);
}

/** The folder of a backend in files. */
function localBackend({ env }: CommandIo): string {
  return env.PULUMI_BACKEND_URL?.replace(/^file:\/\/|\?.*$/g, "") ?? "~";
}
