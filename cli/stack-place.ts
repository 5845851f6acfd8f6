import { existsSync } from "node:fs";
import path from "node:path";

import { clusterFolder, clusterStacks } from "../workspace/clusters";
import { findEngine } from "../workspace/engine/find-engine";
import { readLoginEntry, type LoginEntry } from "../workspace/login-addresses";
import { workspacePlaces, type WorkspacePlaces } from "../workspace/places";
import { runPulumi, workspaceCli, type PulumiCli } from "../workspace/pulumi-cli";
import { readRecord } from "../workspace/record";
import type { CommandContext } from "./command-context";
import { CommandError, UsageError } from "./errors";

/** Where a stack is kept. */
export interface StackPlace {
  /** What there is of it in the sandbox of `npm start`; nothing for a stack of the Pulumi CLI. */
  readonly sandbox: SandboxPlace | undefined;
  /**
   * What the Pulumi CLI prints; `what` names it in the error.
   * @throws {CommandError} when there is no CLI, or it can't tell
   */
  ask(what: string, args: readonly string[]): Promise<string>;
}

/** A stack that `npm start` has deployed. */
export interface SandboxPlace {
  /** The context of its cluster; none where it is rendered to files. */
  readonly cluster: string | undefined;
  /** Its login; none on a cluster, and none without one. */
  readonly login: LoginEntry | undefined;
}

/** The place of a stack: the sandbox's, where `npm start` has deployed it, else that of the CLI. */
export function stackPlace(
  context: CommandContext,
  name: string,
  cluster: string | undefined,
): StackPlace {
  const { io } = context;
  const places = sandboxPlaces(context, name, cluster);
  let found: Promise<PulumiCli> | undefined;
  const cli = () =>
    (found ??=
      places === undefined
        ? Promise.resolve({ command: "pulumi", folder: io.cwd, env: io.env })
        : sandboxCli(context, places));
  return {
    sandbox: places && sandboxPlace(places),
    async ask(what, args) {
      const { code, stdout, stderr, failure } = await runPulumi(await cli(), args);
      if (failure === undefined && code === 0) return stdout;
      const problem =
        failure === undefined
          ? `The ${what} of stack ${name} can't be read: ${reason(stderr)}`
          : noCli(io.cwd, name);
      throw new CommandError(problem + otherBackEnd(context, name, cluster));
    },
  };
}

function sandboxPlace(places: WorkspacePlaces): SandboxPlace {
  const cluster = readRecord(places)?.cluster?.context;
  return { cluster, login: cluster === undefined ? readLoginEntry(places.login) : undefined };
}

async function sandboxCli({ io }: CommandContext, places: WorkspacePlaces): Promise<PulumiCli> {
  const onNotice = (text: string) => {
    io.err(`${text}\n`);
  };
  return workspaceCli({ places, engine: await findEngine({ onNotice }) });
}

/** Where `npm start` keeps the stack: that of the context which is named, else of the only one. */
function sandboxPlaces(
  { io }: CommandContext,
  name: string,
  context: string | undefined,
): WorkspacePlaces | undefined {
  if (io.env.PULUMI_BACKEND_URL !== undefined) return undefined;
  return deployedPlaces(io.cwd, name, context);
}

/** Where the stack that was asked for is in the sandbox, and another back end was asked. */
function otherBackEnd({ io }: CommandContext, name: string, context: string | undefined): string {
  const isOther = io.env.PULUMI_BACKEND_URL !== undefined;
  if (!isOther || deployedPlaces(io.cwd, name, context) === undefined) return "";
  return ` PULUMI_BACKEND_URL selects another backend. For the stack ${name} of npm start, unset it.`;
}

function deployedPlaces(
  cwd: string,
  name: string,
  context: string | undefined,
): WorkspacePlaces | undefined {
  const folder = path.join(cwd, ".sandbox");
  const places = existsSync(folder) ? recordedPlaces(folder, name, context) : undefined;
  return places !== undefined && existsSync(places.project) ? places : undefined;
}

function recordedPlaces(folder: string, name: string, context: string | undefined) {
  if (context !== undefined) {
    const places = workspacePlaces(clusterFolder(folder, name, context));
    if (readRecord(places)?.stack === name) return places;
  }
  const places = workspacePlaces(folder);
  if (readRecord(places)?.stack === name) return places;
  const onClusters = clusterStacks(folder).filter(({ record }) => record.stack === name);
  if (onClusters.length > 1) {
    const contexts = onClusters.map(({ record }) => record.cluster?.context ?? "").join(", ");
    throw new UsageError(
      `npm start has deployed the stack ${name} to several clusters. Name one with --context: ${contexts}`,
    );
  }
  return onClusters[0]?.places;
}

function noCli(folder: string, stack: string): string {
  const file = `Pulumi.${stack}.yaml`;
  return existsSync(path.join(folder, file))
    ? "There is no Pulumi CLI on PATH. Install 3.230 or later: https://www.pulumi.com/docs/iac/download-install/. " +
        "The seed commands don't need it with --database-url URL."
    : `There is no stack file ${file} in ${folder}, and no Pulumi CLI to look for the stack elsewhere. Run the command in the project's folder, or check the name.`;
}

/** The engine's own words; its standard output is left out, which may hold secrets. */
function reason(errors: string): string {
  const said = errors
    .split("\n")
    .map((line) => line.replace(/^error: /, "").trim())
    .filter((line) => line !== "" && !line.startsWith("warning:"));
  if (said.length === 0) return "the Pulumi CLI failed without a message. Try: pulumi stack ls";
  return said.join(" ");
}
