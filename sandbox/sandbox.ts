import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";

import type { PulumiFn, Stack } from "@pulumi/pulumi/automation";

import { findEngine, type Engine } from "../workspace/engine/find-engine";
import { messageOf } from "../workspace/errors";
import { cacheFolder, projectRoot } from "../workspace/folders";
import { tryLock } from "../workspace/lock";
import { makeWorkspaceFolders, workspacePlaces, type WorkspacePlaces } from "../workspace/places";
import { readRecord, writeRecord } from "../workspace/record";
import { SandboxError } from "./errors";
import { startPlugins, type Fault, type Plugins } from "./plugins";
import {
  decidePlugins,
  enginePluginTools,
  type PluginChoice,
  type PluginDecision,
} from "./plugins/choice";
import { startPostgres, type PostgresServer } from "./servers/postgres";
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
import { recoverStack, refuseOrphanedDatabase } from "./stack/recovery";
import type { SettingValue } from "./stack/stack-settings";
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
  deploy(options?: OperationOptions): Promise<Deployment>;
  destroy(options?: OperationOptions): Promise<OperationResult>;
  /** Lets the stack go. The embedded server goes on. */
  close(): Promise<void>;
}

/** Opens a sandbox: engine, plugins, PostgreSQL, stack, in this order. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const root = projectRoot();
  const places = workspacePlaces(options.folder ?? path.join(root, ".sandbox"));
  const stackName = options.stack ?? "dev";
  const settingsFile = options.settingsFile ?? path.join(root, `Pulumi.${stackName}.yaml`);
  const reporter = options.reporter ?? silentReporter;
  const cleanups: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  const check = () => options.interrupt?.check();

  try {
    cleanups.push(await lockFolder(places, reporter));
    const earlier = readRecord(places);
    if (earlier !== undefined && earlier.stack !== stackName) {
      throw new SandboxError(
        `The sandbox in ${places.folder} holds the stack ${earlier.stack}, not ${stackName}. ` +
          `Take it down first (npm run down), or go on with it: npm start -- --stack ${earlier.stack}`,
      );
    }
    readSettingsFile(settingsFile);
    makeWorkspaceFolders(places);

    const engine = options.engine ?? (await findEngineStep(reporter));
    check();
    const { plugins, running } = await pluginsStep(engine, options, reporter);
    if (running !== undefined) cleanups.push(() => running.stop());
    check();
    const server = options.cluster ? undefined : await postgresStep(places, options, reporter);
    check();

    if (server !== undefined) await refuseOrphanedDatabase(places, server);
    const repaired = repairCheckpoint(places, stackName);
    if (repaired !== undefined) reporter.notice(`After a run that was cut off: ${repaired}.`);
    const stack = await openStack({
      places,
      engine,
      stack: stackName,
      settingsFile,
      overrides: { ...targetSettings(places, options.cluster), ...options.overrides },
      ...(options.secrets && { secrets: options.secrets }),
      ...(server && { server }),
      ...(running && { debugProviders: running.debugProviders }),
      ...(options.program && { program: options.program }),
    });
    // From here on the folder belongs to this stack.
    writeRecord(places, {
      ...earlier,
      stack: stackName,
      ...(options.cluster && { cluster: options.cluster }),
    });
    check();
    for (const text of await recoverStack(stack, places.state, server)) {
      reporter.notice(`After a run that was cut off: ${text}.`);
    }
    const expected = earlier?.resources ?? 0;
    const lost = expected > 0 && somethingIsLost(places, server);
    return {
      stack,
      places,
      engine,
      plugins,
      ...(server && { server }),
      expectedResources: expected,
      deploy: async (operation = {}) => {
        const migrator = server && migratorFor(server, reporter);
        try {
          if (lost)
            reporter.notice("Files of the sandbox are missing; what was in them is made anew.");
          const done = await deploy(stack, {
            ...operation,
            refresh: operation.refresh ?? lost,
            hasOutputs: options.program === undefined,
          });
          const record = readRecord(places) ?? { stack: stackName };
          writeRecord(places, { ...record, resources: resourceCount(done) });
          return done;
        } finally {
          await migrator?.stop();
        }
      },
      destroy: (operation) => destroy(stack, operation),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export async function lockFolder(places: WorkspacePlaces, reporter: Reporter): Promise<() => void> {
  mkdirSync(places.folder, { recursive: true });
  const attempt = await tryLock(places.lock);
  if (!attempt.acquired) {
    const { pid, since } = attempt.holder;
    throw new SandboxError(
      `Another run works on the sandbox in ${places.folder}: process ${pid}, since ${since}. ` +
        `Wait until it has ended, or stop it with Ctrl-C or: kill -INT ${pid}`,
    );
  }
  if (attempt.crashed !== undefined) {
    const { pid, since } = attempt.crashed;
    reporter.notice(
      `The run of ${since} (process ${pid}) did not end in order; its lock is removed.`,
    );
  }
  return attempt.release;
}

export async function findEngineStep(reporter: Reporter): Promise<Engine> {
  reporter.begin("Engine", "looking for Pulumi");
  const engine = await findEngine({
    onProgress: (text) => {
      reporter.update(text);
    },
    onNotice: (text) => {
      reporter.notice(text);
    },
  });
  const from = { path: "on PATH", npm: "official release", go: "built from source" }[engine.source];
  reporter.done(`Pulumi ${engine.version}, ${from}`);
  return engine;
}

export async function pluginsStep(
  engine: Engine,
  options: SandboxOptions,
  reporter: Reporter,
): Promise<{ plugins: PluginDecision; running?: Plugins }> {
  reporter.begin("Plugins", "looking for the provider plugins");
  const tools = enginePluginTools(engine, cacheFolder(), (text) => {
    reporter.update(text);
  });
  const injects = options.faults !== undefined || options.pluginLog !== undefined;
  const plugins = await decidePlugins(injects ? "local" : (options.plugins ?? "auto"), tools);
  if (plugins.source === "official") {
    reporter.done(`official provider plugins, ${plugins.reason}`);
    return { plugins };
  }
  const running = await startPlugins({
    ...(options.faults && { faults: options.faults }),
    ...(options.pluginLog && { logFile: options.pluginLog }),
  });
  reporter.done(`local stand-ins of the provider plugins (${plugins.reason})`);
  return { plugins, running };
}

async function postgresStep(
  places: WorkspacePlaces,
  options: SandboxOptions,
  reporter: Reporter,
): Promise<PostgresServer> {
  reporter.begin("PostgreSQL", "starting the embedded server");
  const server = await startPostgres({
    directory: places.postgres,
    durable: options.durable ?? true,
    ...(options.postgresPort !== undefined && { port: options.postgresPort }),
  });
  reporter.done(`PostgreSQL on ${server.host}:${server.port}`);
  return server;
}

function targetSettings(
  places: WorkspacePlaces,
  cluster: ClusterTarget | undefined,
): Record<string, SettingValue> {
  if (cluster === undefined) {
    return { "kubernetes:renderYamlToDirectory": places.manifests };
  }
  return {
    "kubernetes:context": cluster.context,
    ...(cluster.kubeconfig !== undefined && {
      "kubernetes:kubeconfig": path.resolve(cluster.kubeconfig),
    }),
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
      reporter.notice(`Membership's tables could not be made: ${messageOf(message)}`);
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
