import { mkdirSync } from "node:fs";

import { findEngine, type Engine } from "../workspace/engine/find-engine";
import { cacheFolder } from "../workspace/folders";
import { tryLock } from "../workspace/lock";
import type { WorkspacePlaces } from "../workspace/places";
import { SandboxError } from "./errors";
import { startPlugins, type Fault, type Plugins } from "./plugins";
import {
  decidePlugins,
  enginePluginTools,
  type PluginChoice,
  type PluginDecision,
} from "./plugins/choice";
import { startPostgres, type PostgresServer } from "./servers/postgres";
import type { Reporter } from "./terminal/reporter";

/** Takes the lock of a sandbox's folder; answers how it is given back. */
export async function lockFolder(places: WorkspacePlaces, reporter: Reporter): Promise<() => void> {
  mkdirSync(places.folder, { recursive: true });
  const attempt = await tryLock(places.lock);
  if (!attempt.acquired) {
    const { pid, since } = attempt.holder;
    throw new SandboxError(
      `Another run is using the sandbox in ${places.folder}: process ${pid}, since ${since}. ` +
        `Wait for it to end, or stop it with Ctrl-C or: kill -INT ${pid}`,
    );
  }
  if (attempt.crashed !== undefined) {
    const { pid, since } = attempt.crashed;
    reporter.notice(
      `An earlier run (process ${pid}, started ${since}) didn't exit cleanly; its lock was removed.`,
    );
  }
  return attempt.release;
}

/** Finds the engine, and says so. */
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

/** Decides on the plugins, and starts the local stand-ins where it takes them. */
export async function pluginsStep(
  engine: Engine,
  options: {
    plugins?: PluginChoice;
    faults?: readonly Fault[];
    pluginLog?: string;
    waits?: boolean;
  },
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
    faults: options.faults,
    logFile: options.pluginLog,
    waits: options.waits,
  });
  reporter.done(`local stand-ins (${plugins.reason})`);
  return { plugins, running };
}

/** Starts the embedded PostgreSQL. */
export async function postgresStep(
  places: WorkspacePlaces,
  options: { durable?: boolean; postgresPort?: number },
  reporter: Reporter,
): Promise<PostgresServer> {
  reporter.begin("PostgreSQL", "starting the embedded server");
  const server = await startPostgres({
    directory: places.postgres,
    durable: options.durable ?? true,
    port: options.postgresPort,
  });
  reporter.done(`on ${server.host}:${server.port}`);
  return server;
}
