import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { openSandbox } from "../../sandbox/sandbox";
import { startPlugins, type Plugins } from "../../sandbox/plugins";
import { removePostgres } from "../../sandbox/servers/postgres";
import type { Interrupt } from "../../sandbox/terminal/interrupt";
import { projectRoot } from "../../workspace/folders";
import { stackEnvironment } from "../../workspace/stack-environment";
import { measure, type Command } from "../measure/run";
import { pathWithLanguageHost } from "./language-host";
import { writePlainProgram, type Config } from "./plain-program";

/** A deployed stack of the sandbox, and others beside it, which Pulumi's CLI updates. */
export interface Stage {
  /** Everything lies in it. */
  readonly folder: string;
  /** The update of the whole control plane, by the CLI. */
  readonly controlPlane: Command;
  /** The number of its resources, without the stack itself. */
  readonly resources: number;
  /** A control plane's command `control-plane` beside its stack. */
  command(args: readonly string[], further?: Partial<Command>): Command;
  /** Deploys a plain program once; returns its next update. */
  plain(name: string, program: string, config?: Config): Promise<Command>;
  close(): Promise<void>;
}

const UP = "up --yes --skip-preview --stack dev --non-interactive --color never".split(" ");

/** Deploys the dev stack with the local stand-ins, whose time isn't counted, and a plain program beside it. */
export async function openStage(interrupt: Interrupt): Promise<Stage> {
  const parent = path.join(projectRoot(), ".sandbox-test");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, "bench-"));
  let plugins: Plugins | undefined;
  const close = async () => {
    await plugins?.stop();
    await removePostgres(path.join(folder, "dev", "postgres"));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const sandbox = await openSandbox({
      plugins: "local",
      durable: false,
      interrupt,
      folder: path.join(folder, "dev"),
    });
    const { changes } = await sandbox.deploy({ interrupt }).finally(() => sandbox.close());
    plugins = await startPlugins();
    const { debugProviders } = plugins;
    const engine = stackEnvironment({ ...sandbox, debugProviders });
    const searchPath = engine.PATH ?? "";
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      ...engine,
      PATH: await pathWithLanguageHost(searchPath, path.join(folder, "language-host")),
      // As on a user's machine; and the events tell when resources come.
      NODE_COMPILE_CACHE: undefined,
      PULUMI_DEBUG_COMMANDS: "true",
    };
    const eventLog = path.join(folder, "events.json");
    const up = (cwd: string, further: readonly string[], more: NodeJS.ProcessEnv): Command => ({
      program: "pulumi",
      args: [...UP, ...further, "--event-log", eventLog],
      cwd,
      env: { ...env, ...more },
      signal: interrupt.signal,
      eventLog,
    });
    const { project } = sandbox.places;
    return {
      folder,
      controlPlane: up(projectRoot(), ["--config-file", path.join(project, "Pulumi.dev.yaml")], {}),
      resources: (changes.create ?? 0) - 1,
      command: (args, further) => ({
        program: process.execPath,
        args: [path.join(projectRoot(), "dist/cli/main.js"), ...args],
        cwd: project,
        env,
        signal: interrupt.signal,
        ...further,
      }),
      plain: async (name, program, config) => {
        const cwd = path.join(folder, name);
        writePlainProgram(cwd, name, program, config);
        const backend = pathToFileURL(path.join(cwd, "state")).href;
        const command = up(cwd, [], { PULUMI_BACKEND_URL: backend });
        const { eventLog: _, ...once } = command;
        await measure({ ...once, args: ["stack", "init", "dev"] });
        await measure(once);
        return command;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
