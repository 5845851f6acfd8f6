import "./compile-cache";
import { existsSync } from "node:fs";
import path from "node:path";

import { clusterFolder } from "../../workspace/clusters";
import { findEngine } from "../../workspace/engine/find-engine";
import { projectRoot } from "../../workspace/folders";
import { workspacePlaces } from "../../workspace/places";
import { runPulumi, workspaceCli, type PulumiCli } from "../../workspace/pulumi-cli";
import { readRecord } from "../../workspace/record";
import { SandboxError } from "../errors";
import { explainPassphrase } from "../stack/passphrase";
import { parseCommandLine, startCommand } from "./command-line";
import { runMain, type CommandContext } from "./main";

const PASSWORD_HELP = `npm run --silent password [-- options]

Prints the password of the first login, and nothing else.

  --context NAME  that of the stack on this cluster
  --stack NAME    the stack (default: dev)
  --help          print this
`;

void runMain(printPassword, { stopped: "Stopped." });

/** Prints the password of the first login, alone, on standard output. */
async function printPassword({ reporter }: CommandContext): Promise<void> {
  const { stack, context, help } = readArguments();
  if (help === true) {
    process.stdout.write(PASSWORD_HELP);
    return;
  }
  const folder = path.join(projectRoot(), ".sandbox");
  const places = workspacePlaces(
    context === undefined ? folder : clusterFolder(folder, stack ?? "dev", context),
  );
  const record = readRecord(places);
  if (record === undefined || !existsSync(places.project)) {
    throw new SandboxError(
      `Nothing is deployed in ${places.folder}. Deploy with: ${startCommand(stack, context)}`,
    );
  }
  if (stack !== undefined && stack !== record.stack) {
    throw new SandboxError(`${places.folder} holds the stack ${record.stack}, not ${stack}.`);
  }
  const engine = await findEngine({
    onNotice: (text) => {
      reporter.notice(text);
    },
  });
  const password = await firstLoginPassword(workspaceCli({ places, engine }), record.stack).catch(
    (error: unknown) => {
      throw explainPassphrase(error, places, `Pulumi.${record.stack}.yaml`);
    },
  );
  if (typeof password !== "string") {
    throw new SandboxError(
      `The stack ${record.stack} has no password for a first login: its deployment isn't complete, or its users log in elsewhere. Deploy with: ${startCommand(stack, context)}`,
    );
  }
  process.stdout.write(`${password}\n`);
}

async function firstLoginPassword(cli: PulumiCli, stack: string): Promise<unknown> {
  const options = ["--json", "--show-secrets", "--stack", stack];
  const { code, stdout, stderr, failure } = await runPulumi(cli, ["stack", "output", ...options]);
  if (code === 0) return (JSON.parse(stdout) as Record<string, unknown>).firstLoginPassword;
  throw new SandboxError(`The outputs of the stack ${stack} can't be read: ${failure ?? stderr}`);
}

function readArguments(): { stack?: string; context?: string; help?: boolean } {
  const options = {
    stack: { type: "string" },
    context: { type: "string" },
    help: { type: "boolean", short: "h" },
  } as const;
  return parseCommandLine("npm run --silent password", { options }).values;
}
