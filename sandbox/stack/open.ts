import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import * as auto from "@pulumi/pulumi/automation";

import { pulumiCommands, sandboxCommands } from "../../config/commands";
import type { InlineSource } from "../../program/pulumi-config";
import type { embeddedDatabaseKeys } from "../../workspace/embedded-database";
import type { Engine } from "../../workspace/engine/find-engine";
import { projectRoot } from "../../workspace/folders";
import { automationCommand } from "../../workspace/open";
import {
  borrowPassphrase,
  makeWorkspaceFolders,
  type WorkspacePlaces,
} from "../../workspace/places";
import { runCommand, executable } from "../../workspace/run-command";
import { stackEnvironment } from "../../workspace/stack-environment";
import { SandboxError } from "../errors";
import type { PostgresServer } from "../servers/postgres";
import { separateConnections } from "./connections";
import { explainPassphrase } from "./passphrase";
import {
  hasEncryptedValues,
  keyCheck,
  mergeStackSettings,
  NAMESPACE,
  type SettingValue,
} from "./stack-settings";

/** What a session's stack is made of. */
export interface SessionParts {
  readonly places: WorkspacePlaces;
  readonly engine: Engine;
  /** The stack's name. */
  readonly stack: string;
  /** The stack file, of which the session keeps a copy. */
  readonly settingsFile: string;
  /** The embedded server, where the stack uses it. */
  readonly server?: PostgresServer;
  /** The engine's `PULUMI_DEBUG_PROVIDERS`, where local stand-ins run. */
  readonly debugProviders?: string;
  /** Configuration that replaces the file's, by `namespace:key.path`. */
  readonly overrides: Readonly<Record<string, SettingValue>>;
  /** Secret configuration that replaces the file's, by `namespace:key.path`. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Default: the project's own program. */
  readonly program?: auto.PulumiFn;
}

const ADMIN_PASSWORD = `${NAMESPACE}:database.admin.password`;

/** Opens the stack in a session's folder with the Automation API; makes it at the first time. */
export async function openStack(parts: SessionParts): Promise<auto.Stack> {
  const { places, engine } = parts;
  separateConnections();
  makeWorkspaceFolders(places);
  const settings = path.join(places.project, `Pulumi.${parts.stack}.yaml`);
  const earlier = existsSync(settings) ? readFileSync(settings, "utf8") : undefined;
  const source = readSettingsFile(parts.settingsFile);
  const file = path.basename(parts.settingsFile);
  // What `npm run secret` stored has the key check of the sandbox itself.
  const foreign = earlier === undefined || keyCheck(source, file) !== keyCheck(earlier, "the copy");
  if (foreign && hasEncryptedValues(source, file)) borrowPassphrase(places, file);
  const envVars = stackEnvironment(parts);

  const secrets: Record<string, string> = {
    ...(parts.server && { [ADMIN_PASSWORD]: parts.server.password }),
    ...parts.secrets,
  };
  // The server's password never changes, so its encrypted form can stay.
  const keep = parts.server?.created === false ? [ADMIN_PASSWORD] : [];
  const merged = mergeStackSettings({
    source,
    file,
    earlier,
    overrides: { ...embeddedSettings(parts.server), ...parts.overrides },
    keep,
  });
  writeFileSync(settings, merged.text, { mode: 0o600 });

  const stack = await auto.LocalWorkspace.createOrSelectStack(
    {
      stackName: parts.stack,
      projectName: NAMESPACE,
      program: parts.program ?? (await loadProgram(parts)),
    },
    {
      workDir: places.project,
      pulumiCommand: await automationCommand(engine),
      envVars,
      // The dynamic provider resolves the project's modules from `main`.
      projectSettings: { name: NAMESPACE, runtime: "nodejs", main: projectRoot() },
    },
  ).catch((error: unknown) => {
    throw explainPassphrase(error, places, file);
  });
  for (const [key, value] of Object.entries(secrets)) {
    if (!merged.kept.includes(key)) await setSecret(parts, envVars, key, value);
  }
  return stack;
}

/** The program of the project, compiled beside this file, which tells of the person's own file. */
async function loadProgram({ stack, settingsFile, server }: SessionParts): Promise<auto.PulumiFn> {
  const file = path.join(__dirname, "..", "..", "index.js");
  const loaded = (await import(pathToFileURL(file).href)) as { default: unknown };
  if (typeof loaded.default !== "function") {
    throw new Error(`${file} exports no program`);
  }
  const program = loaded.default as (inline: InlineSource) => ReturnType<auto.PulumiFn>;
  return () =>
    program({
      projectDirectory: projectRoot(),
      stackFile: settingsFile,
      // On a cluster, values are encrypted by a passphrase that npm run secret doesn't use.
      commands: server === undefined ? pulumiCommands(NAMESPACE, stack) : sandboxCommands(stack),
    });
}

/** Its password is a secret, and set as one. */
function embeddedSettings(server: PostgresServer | undefined): Record<string, SettingValue> {
  if (server === undefined) return {};
  const values: Record<
    Exclude<(typeof embeddedDatabaseKeys)[number], "admin.password">,
    SettingValue
  > = {
    mode: "managed",
    tlsMode: "disable",
    host: server.host,
    port: server.port,
    "admin.user": server.user,
  };
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${NAMESPACE}:database.${key}`, value]),
  );
}

/** The text of a stack file, which a command takes by `--stack`. */
export function readSettingsFile(file: string, command = "npm start --"): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new SandboxError(
      `There is no stack file ${file}. Name a stack that has one: ${command} --stack NAME`,
    );
  }
}

/** Sets a secret by standard input: arguments can be seen by every user of the machine. */
export async function setSecret(
  { engine, places, stack }: Pick<SessionParts, "engine" | "places" | "stack">,
  env: Record<string, string>,
  key: string,
  value: string,
): Promise<void> {
  const pulumi = path.join(engine.binDirectory, executable("pulumi"));
  const args = ["config", "set", "--path", "--secret", "--non-interactive", "--stack", stack, key];
  const result = await runCommand(pulumi, args, {
    cwd: places.project,
    env: { ...process.env, ...env },
    input: value,
  });
  if (result.code !== 0) {
    const rejection = new SandboxError(
      `The engine rejected the setting ${key}: ${result.stderr.trim()}`,
    );
    throw explainPassphrase(rejection, places, `Pulumi.${stack}.yaml`);
  }
}
