import { messageOf } from "../messages/errors";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { PulumiFn, Stack } from "@pulumi/pulumi/automation";

import type { Engine } from "../workspace/engine/find-engine";
import { projectRoot } from "../workspace/folders";
import { makeWorkspaceFolders, workspacePlaces, type WorkspacePlaces } from "../workspace/places";
import { readRecord, writeRecord, type WorkspaceRecord } from "../workspace/record";
import { SandboxError } from "./errors";
import type { Fault } from "./plugins";
import type { PluginChoice, PluginDecision } from "./plugins/choice";
import type { PostgresServer } from "./servers/postgres";
import { startMigrator, type Migrator } from "./servers/postgres/migrator";
import { repairCheckpoint } from "./stack/checkpoint";
import { openStack, readSettingsFile } from "./stack/open";
import {
  deploy,
  destroy,
  type Deployment,
  type OperationOptions,
  type OperationResult,
} from "./stack/operations";
import { explainPassphrase } from "./stack/passphrase";
import { recoverStack, refuseOrphanedDatabase } from "./stack/recovery";
import { removedEntries } from "./stack/removed-entries";
import { settingChanges, type SettingChange } from "./stack/setting-changes";
import type { SettingValue } from "./stack/stack-settings";
import { findEngineStep, lockFolder, pluginsStep, postgresStep } from "./steps";
import type { Interrupt } from "./terminal/interrupt";
import { silentReporter, type Reporter } from "./terminal/reporter";

/** A cluster that a stack is deployed to. */
export interface ClusterTarget {
  readonly context: string;
  /** The kubeconfig's path. Default: what kubectl uses. */
  readonly kubeconfig?: string;
}

/** What a sandbox is opened with; everything has a default. */
export interface SandboxOptions {
  /** @default the checkout's `.sandbox` */
  readonly folder?: string;
  /** @default "dev" */
  readonly stack?: string;
  /** @default the checkout's `Pulumi.<stack>.yaml` */
  readonly settingsFile?: string;
  /** Configuration that replaces the file's, by `namespace:key.path`. */
  readonly overrides?: Readonly<Record<string, SettingValue>>;
  /** Secret configuration that replaces the file's, by `namespace:key.path`. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Default: rendered to files, with an embedded PostgreSQL. */
  readonly cluster?: ClusterTarget;
  /** @default "auto" */
  readonly plugins?: PluginChoice;
  /** Failures that the local stand-ins inject. */
  readonly faults?: readonly Fault[];
  /** A file in which the local stand-ins write down each call. */
  readonly pluginLog?: string;
  /** Whether the local stand-ins wait for objects in a cluster. @default true */
  readonly waits?: boolean;
  readonly postgresPort?: number;
  /** Whether the database survives a power failure. @default true */
  readonly durable?: boolean;
  /** Default: the project's own program. */
  readonly program?: PulumiFn;
  /** Default: looked for. */
  readonly engine?: Engine;
  readonly reporter?: Reporter;
  readonly interrupt?: Interrupt;
}

/** One stack of the sandbox, open for work by this process alone. */
export interface Sandbox {
  readonly stack: Stack;
  readonly places: WorkspacePlaces;
  readonly engine: Engine;
  readonly plugins: PluginDecision;
  /** The embedded server; none with a cluster. */
  readonly server?: PostgresServer;
  /** The number of resources after the last complete deployment; 0 before the first. */
  readonly expectedResources: number;
  deploy(options?: OperationOptions): Promise<SandboxDeployment>;
  destroy(options?: OperationOptions): Promise<OperationResult>;
  /** Lets the stack go. The embedded server goes on. */
  close(): Promise<void>;
}

/** A deployment, and what had been changed in the stack file since the last one. */
export interface SandboxDeployment extends Deployment {
  readonly settingsChanged: readonly SettingChange[];
  /** Entries that are gone from the seed, but whose rows stay. */
  readonly seedEntriesLeft: readonly string[];
}

/** Opens a sandbox: engine, plugins, PostgreSQL, stack, in this order. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { stack: name = "dev", reporter = silentReporter, cluster, interrupt } = options;
  const places = workspacePlaces(options.folder ?? path.join(projectRoot(), ".sandbox"));
  const settingsFile = options.settingsFile ?? path.join(projectRoot(), `Pulumi.${name}.yaml`);
  const cleanups: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };

  try {
    cleanups.push(await lockFolder(places, reporter));
    const earlier = earlierRun(places, name);
    const settings = readSettingsFile(settingsFile);
    makeWorkspaceFolders(places);
    const { engine, plugins, running, server } = await startServers(places, options, cleanups);
    if (server !== undefined) await refuseOrphanedDatabase(places, server);
    const repaired = repairCheckpoint(places, name);
    if (repaired !== undefined) reporter.notice(`After an interrupted run: ${repaired}.`);
    reporter.begin("Deploy", "opening the stack and loading the program");
    const stack = await openStack({
      places,
      engine,
      stack: name,
      settingsFile,
      overrides: { ...targetSettings(places, cluster), ...options.overrides },
      secrets: options.secrets,
      server,
      debugProviders: running?.debugProviders,
      program: options.program,
    });
    // From here on the folder belongs to this stack.
    writeRecord(places, { ...earlier, stack: name, cluster });
    interrupt?.check();
    const recovered = await recoverStack(stack, places.state, server).catch((error: unknown) => {
      throw explainPassphrase(error, places, path.basename(settingsFile));
    });
    for (const text of recovered) {
      reporter.notice(`After an interrupted run: ${text}.`);
    }
    const expectedResources = earlier?.resources ?? 0;
    const lost = expectedResources > 0 && somethingIsLost(places, server);
    return {
      stack,
      places,
      engine,
      plugins,
      server,
      expectedResources,
      deploy: (operation) =>
        deployAll(
          { stack, name, places, server, reporter, lost, settings },
          {
            ...operation,
            hasOutputs: options.program === undefined,
          },
        ),
      destroy: (operation) => destroy(stack, operation),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Finds the engine, and starts what it works with; `cleanups` gets what ends that. */
async function startServers(
  places: WorkspacePlaces,
  options: SandboxOptions,
  cleanups: (() => void | Promise<void>)[],
) {
  const { reporter = silentReporter, cluster, interrupt } = options;
  const engine = options.engine ?? (await findEngineStep(reporter));
  interrupt?.check();
  const { plugins, running } = await pluginsStep(engine, options, reporter);
  if (running !== undefined) cleanups.push(() => running.stop());
  interrupt?.check();
  const server = cluster ? undefined : await postgresStep(places, options, reporter);
  interrupt?.check();
  return { engine, plugins, running, server };
}

/** What an earlier run left in the folder; that of another stack is an error. */
function earlierRun(places: WorkspacePlaces, stack: string): WorkspaceRecord | undefined {
  const earlier = readRecord(places);
  if (earlier !== undefined && earlier.stack !== stack) {
    throw new SandboxError(
      `The sandbox in ${places.folder} holds the stack ${earlier.stack}, not ${stack}. ` +
        `Remove it first (npm run down), or continue with it: npm start -- --stack ${earlier.stack}`,
    );
  }
  return earlier;
}

/** Deploys a stack, makes Membership's tables meanwhile, and writes down how many resources it has. */
async function deployAll(
  opened: Pick<Sandbox, "stack" | "places" | "server"> & {
    readonly name: string;
    readonly reporter: Reporter;
    /** Whether something was deleted by hand. */
    readonly lost: boolean;
    /** The text of the stack file. */
    readonly settings: string;
  },
  operation: OperationOptions & { readonly hasOutputs: boolean },
): Promise<SandboxDeployment> {
  const { stack, name, places, server, reporter, lost, settings } = opened;
  const migrator = server && migratorFor(server, reporter);
  try {
    if (lost)
      reporter.notice("Files of the sandbox are missing; their contents are created again.");
    const done = await deploy(stack, { ...operation, refresh: operation.refresh ?? lost });
    const record = readRecord(places) ?? { stack: name };
    writeRecord(places, { ...record, resources: resourceCount(done) });
    const before = existsSync(places.deployedSettings)
      ? readFileSync(places.deployedSettings, "utf8")
      : undefined;
    writeFileSync(places.deployedSettings, settings, { mode: 0o600 });
    return {
      ...done,
      settingsChanged: before === undefined ? [] : settingChanges(before, settings),
      seedEntriesLeft: before === undefined ? [] : removedEntries(before, settings),
    };
  } finally {
    await migrator?.stop();
  }
}

function targetSettings(
  places: WorkspacePlaces,
  cluster: ClusterTarget | undefined,
): Record<string, SettingValue> {
  if (cluster === undefined) {
    return { "kubernetes:renderYamlToDirectory": places.manifests };
  }
  const { context, kubeconfig } = cluster;
  return {
    "kubernetes:context": context,
    ...(kubeconfig === undefined ? {} : { "kubernetes:kubeconfig": path.resolve(kubeconfig) }),
  };
}

/** Whether something that the state tells of was deleted by hand. */
function somethingIsLost(places: WorkspacePlaces, server: PostgresServer | undefined): boolean {
  if (server === undefined) return false;
  const rendered = existsSync(places.manifests) && readdirSync(places.manifests).length > 0;
  return server.created || !rendered;
}

function migratorFor(server: PostgresServer, reporter: Reporter): Migrator {
  return startMigrator({
    server,
    onFailure: (message) => {
      reporter.notice(`Membership's tables couldn't be created: ${messageOf(message)}`);
    },
  });
}

function resourceCount({ changes }: Deployment): number {
  const gone = ["delete", "delete-replaced", "discard", "discard-replaced", "read-discard"];
  return Object.entries(changes).reduce(
    (sum, [operation, count]) => (gone.includes(operation) ? sum : sum + count),
    0,
  );
}
