import { existsSync } from "node:fs";
import path from "node:path";

import type { ConfigMap, Workspace } from "@pulumi/pulumi/automation";

import { loadConfig, type StackConfig } from "../config";
import { decoded, type ConfigSource } from "../config/source";
import { StackFile } from "../config/stack-file";
import type { CommandContext } from "./command-context";
import { CommandError, UsageError } from "./errors";
import { outputsOf, resourcesOf, secretsOf, type StackResource } from "./stack-state";

/** The project's name: the namespace of its config keys. */
export const PROJECT = "formance-control-plane";

/** A stack to read; each part is fetched when it is asked for. */
export interface OpenedStack {
  readonly name: string;
  /** The release of the Pulumi CLI. */
  readonly engineVersion: string;
  /** The stack file; none where the stack keeps its settings elsewhere. */
  readonly stackFile: string | undefined;
  /**
   * The checked config, with its secrets.
   * @throws {ConfigError} naming everything that is wrong with it
   */
  config(): Promise<StackConfig>;
  /** The settings of a provider, secrets included, such as those of `kubernetes`. */
  providerSettings(provider: string): Promise<Readonly<Record<string, string>>>;
  /** The provider plugins that are installed. */
  plugins(): Promise<readonly { readonly name: string; readonly version: string }[]>;
  /** The outputs, secrets included; empty before the first deployment. */
  outputs(): Promise<Readonly<Record<string, unknown>>>;
  /** The resources of the last deployment; empty before the first one. */
  resources(): Promise<readonly StackResource[]>;
  /** The last deployment as the engine exports it, its secrets marked and in clear. */
  deployment(): Promise<unknown>;
  /** The secrets of the last deployment, for keeping them out of what is printed. */
  secrets(): Promise<readonly string[]>;
}

/**
 * Opens the stack that `--stack` names: the local one of `npm start` in a checkout where that is
 * deployed, else that of the Pulumi CLI with its own back end and passphrase. Nothing is written,
 * and no stack is selected.
 *
 * @param cluster - the context that the command names, for a stack that is on several clusters
 * @throws {UsageError} when no stack is named
 * @throws {CommandError} when there is no Pulumi CLI, or it can't open the stack
 */
export async function openStack(context: CommandContext, cluster?: string): Promise<OpenedStack> {
  const name = context.options.stack;
  if (name === undefined) throw new UsageError("Name the stack: --stack NAME");
  const workspace =
    (await sandboxWorkspace(context, name, cluster)) ?? (await pulumiWorkspace(context));
  const file = path.join(workspace.workDir, `Pulumi.${name}.yaml`);
  const stackFile = existsSync(file) ? file : undefined;
  // The engine's own words about a broken file quote it.
  StackFile.read(stackFile, PROJECT);
  // The Pulumi CLI takes a second for it, and a command asks more than once.
  let exported: ReturnType<Workspace["exportStack"]> | undefined;
  const state = () => (exported ??= read(name, "state", () => workspace.exportStack(name)));
  let configured: ReturnType<Workspace["getAllConfig"]> | undefined;
  const settings = () => (configured ??= read(name, "config", () => workspace.getAllConfig(name)));
  return {
    name,
    engineVersion: workspace.pulumiVersion,
    stackFile,
    async config() {
      // Shared files are named from the project's folder, which the sandbox's copy is not.
      return loadConfig(sourceOf(await settings(), context.io.cwd, stackFile));
    },
    async providerSettings(provider) {
      const entries = Object.entries(below(await settings(), provider));
      return Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
    },
    async plugins() {
      const plugins = await read(name, "plugins", () => workspace.listPlugins());
      return plugins.map((plugin) => ({ name: plugin.name, version: plugin.version ?? "" }));
    },
    async outputs() {
      return outputsOf((await state()).deployment);
    },
    async resources() {
      return resourcesOf((await state()).deployment);
    },
    async deployment() {
      const state = await read(name, "state", () => workspace.exportStack(name));
      return state.deployment as unknown;
    },
    async secrets() {
      return secretsOf((await state()).deployment);
    },
  };
}

function sourceOf(
  all: ConfigMap,
  projectDirectory: string,
  stackFile: string | undefined,
): ConfigSource {
  const own = below(all, PROJECT);
  return {
    project: PROJECT,
    projectDirectory,
    stackFile,
    get: (key) => decoded(own[key]?.value),
    isSecret: (key) => own[key]?.secret ?? false,
    keys: () => Object.keys(own),
    otherKeys: () => Object.keys(all).filter((key) => !key.startsWith(`${PROJECT}:`)),
  };
}

/** The settings of a namespace, without it. */
function below(all: ConfigMap, namespace: string): ConfigMap {
  const prefix = `${namespace}:`;
  const entries = Object.entries(all).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), value]));
}

async function pulumiWorkspace({ io, options }: CommandContext): Promise<Workspace> {
  const { LocalWorkspace, PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  const pulumiCommand = await PulumiCommand.get().catch((error: unknown) => {
    const file = `Pulumi.${options.stack ?? ""}.yaml`;
    if (!existsSync(path.join(io.cwd, file))) {
      throw new CommandError(
        `There is no stack file ${file} in ${io.cwd}, and no Pulumi CLI to look for the stack elsewhere. Run the command in the project's folder, or check the name.`,
        { cause: error },
      );
    }
    throw new CommandError(
      "The Pulumi CLI wasn't found, or is too old. Install 3.230 or later and put it on PATH. " +
        "The seed commands don't need it with --database-url URL.",
      { cause: error },
    );
  });
  return LocalWorkspace.create({ workDir: io.cwd, pulumiCommand });
}

/** The workspace of `npm start`, where that has deployed this very stack. */
async function sandboxWorkspace(
  { io }: CommandContext,
  name: string,
  context: string | undefined,
): Promise<Workspace | undefined> {
  const folder = path.join(io.cwd, ".sandbox");
  if (io.env.PULUMI_BACKEND_URL !== undefined || !existsSync(folder)) return undefined;
  const places = await sandboxPlaces(folder, name, context);
  if (places === undefined || !existsSync(places.project)) return undefined;
  const { findEngine } = await import("../workspace/engine/find-engine.js");
  const { openStackToRead } = await import("../workspace/open.js");
  const engine = await findEngine({
    onNotice: (text) => {
      io.err(`${text}\n`);
    },
  });
  return (await openStackToRead({ places, engine, stack: name })).workspace;
}

/** Where `npm start` keeps the stack: that of the context which is named, else of the only one. */
async function sandboxPlaces(folder: string, name: string, context: string | undefined) {
  const { workspacePlaces } = await import("../workspace/places.js");
  const { clusterFolder, clusterStacks } = await import("../workspace/clusters.js");
  const { readRecord } = await import("../workspace/record.js");
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

async function read<T>(stack: string, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CommandError(`The ${what} of stack ${stack} can't be read: ${reason(error)}`, {
      cause: error,
    });
  }
}

/** The engine's own words; its standard output is left out, which may hold secrets. */
function reason(error: unknown): string {
  const report = error instanceof Error ? error.message : "";
  const errors = /(?:^|\n) ?stderr: ([\s\S]*?)(?:\n ?err\?: |$)/.exec(report)?.[1] ?? "";
  const said = errors
    .split("\n")
    .map((line) => line.replace(/^error: /, "").trim())
    .filter((line) => line !== "" && !/^(warning:|Command failed)/.test(line));
  if (said.length === 0) return "the Pulumi CLI failed without a message. Try: pulumi stack ls";
  return said.join(" ");
}
