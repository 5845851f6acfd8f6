import { existsSync } from "node:fs";
import path from "node:path";

import { loadConfig, type StackConfig } from "../config";
import { pulumiCommands, sandboxCommands } from "../config/commands";
import { decoded, type ConfigSource } from "../config/source";
import { StackFile } from "../config/stack-file";
import { checkStackFile } from "../config/stack-file-check";
import { findVersion } from "../workspace/engine/version";
import type { CommandContext } from "./command-context";
import { UsageError } from "./errors";
import { PROJECT } from "./project";
import { outputsOf, resourcesOf, secretsOf, type StackResource } from "./stack-state";
import { sandboxSettings, type Settings } from "./sandbox-settings";
import { stackPlace, type SandboxPlace } from "./stack-place";

/** What a command opens a stack for. */
export interface StackUse {
  /** The context that the command names, for a stack that is on several clusters. */
  readonly cluster?: string | undefined;
  /** Whether the command works without the config, which may then be wrong. */
  readonly withoutConfig?: boolean;
}

/** A stack to read; each part is fetched when it is asked for. */
export interface OpenedStack {
  readonly name: string;
  /** Where `npm start` has the stack; nothing for a stack of the Pulumi CLI. */
  readonly sandbox?: SandboxPlace | undefined;
  /** The stack file; none where the stack keeps its settings elsewhere. */
  readonly stackFile: string | undefined;
  /**
   * The checked config, with its secrets.
   * @throws {ConfigError} naming everything that is wrong with it
   */
  config(): Promise<StackConfig>;
  /** The settings of a provider, secrets included, such as those of `kubernetes`. */
  providerSettings(provider: string): Promise<Readonly<Record<string, string>>>;
  /** The release of the Pulumi CLI. */
  engineVersion(): Promise<string>;
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
 * and no stack is selected. The CLI is asked for no more than what is read.
 *
 * @throws {UsageError} when no stack is named
 * @throws {ConfigError} naming what is wrong in the stack file, before the CLI starts
 */
export function openStack(
  context: CommandContext,
  { cluster, withoutConfig = false }: StackUse = {},
): OpenedStack {
  const name = context.options.stack;
  if (name === undefined) throw new UsageError("Name the stack: --stack NAME");
  const { cwd } = context.io;
  const place = stackPlace(context, name, cluster);
  const { sandbox } = place;
  const file = path.join(cwd, `Pulumi.${name}.yaml`);
  const stackFile = existsSync(file) ? file : undefined;
  // The engine's own words about a broken file quote it.
  StackFile.read(stackFile, PROJECT);
  const commands =
    sandbox === undefined || sandbox.cluster !== undefined
      ? pulumiCommands(PROJECT, name)
      : sandboxCommands(name);
  // What the sandbox sets itself is not in the file.
  if (stackFile !== undefined && !withoutConfig && sandbox === undefined)
    checkStackFile({ project: PROJECT, projectDirectory: cwd, stackFile, commands });
  const ask = async <T>(what: string, ...args: string[]): Promise<T> =>
    JSON.parse(await place.ask(what, args)) as T;
  // The Pulumi CLI takes a while for each, and a command asks more than once.
  const config = (...options: string[]) =>
    ask<Settings>("config", "config", "--show-secrets", "--json", "--stack", name, ...options);
  const settings = once(() =>
    sandbox === undefined ? config() : sandboxSettings({ sandbox, name, file, config }),
  );
  const deployment = once(async () => {
    const options = ["--show-secrets", "--stack", name];
    return (await ask<{ deployment: unknown }>("state", "stack", "export", ...options)).deployment;
  });
  return {
    name,
    sandbox,
    stackFile,
    async config() {
      return loadConfig({
        ...sourceOf(await settings()),
        projectDirectory: cwd,
        stackFile,
        commands,
      });
    },
    async providerSettings(provider) {
      const entries = Object.entries(below(await settings(), provider));
      return Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
    },
    engineVersion: async () => findVersion(await place.ask("engine", ["version"])) ?? "unknown",
    async plugins() {
      const plugins = await ask<InstalledPlugin[]>("plugins", "plugin", "ls", "--json");
      return plugins.map(({ name, version = "" }) => ({ name, version }));
    },
    deployment,
    outputs: () => deployment().then(outputsOf),
    resources: () => deployment().then(resourcesOf),
    secrets: () => deployment().then(secretsOf),
  };
}

function sourceOf(all: Settings): Omit<ConfigSource, "projectDirectory"> {
  const own = below(all, PROJECT);
  return {
    project: PROJECT,
    get: (key) => decoded(own[key]?.value),
    isSecret: (key) => own[key]?.secret ?? false,
    keys: () => Object.keys(own),
    otherKeys: () => Object.keys(all).filter((key) => !key.startsWith(`${PROJECT}:`)),
  };
}

interface InstalledPlugin {
  readonly name: string;
  readonly version?: string;
}

/** The settings of a namespace, without it. */
function below(all: Settings, namespace: string): Settings {
  const prefix = `${namespace}:`;
  const entries = Object.entries(all).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), value]));
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
