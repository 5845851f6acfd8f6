import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "pg";
import { startPlugins, type Plugins } from "../../../sandbox/plugins";
import {
  removePostgres,
  startPostgres,
  type PostgresServer,
} from "../../../sandbox/servers/postgres";
import { startMigrator, type Migrator } from "../../../sandbox/servers/postgres/migrator";
import { findEngine } from "../../../workspace/engine/find-engine";
import { projectRoot } from "../../../workspace/folders";
import { runCommand, type RunResult } from "../../../workspace/run-command";
import { writeYaml } from "../../../yaml/write";
import type { StateResource } from "../../engine/state";
import { installLanguageHosts } from "./language-hosts";

const COMMAND_LIMIT = 5 * 60_000;

/** The folder of the plugin in this checkout. */
export const pluginFolder = path.join(projectRoot(), "plugin");

/** A program in YAML with one resource of the package. */
export function yamlProgram(name: string, type: string, properties: object): string {
  return writeYaml({
    name: "formance",
    runtime: "yaml",
    packages: { "formance-control-plane": pluginFolder },
    resources: { [name]: { type: `formance-control-plane:${type}`, properties } },
  });
}

/** A folder with an example program of one language, and all that it runs on. */
export class Consumer {
  /** Everything that the commands have printed. */
  printed = "";

  private constructor(
    readonly folder: string,
    readonly server: PostgresServer,
    private readonly plugins: Plugins,
    private readonly migrator: Migrator,
    readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Copies an example into a fresh folder, and starts a server and the providers beside it. */
  static async open(example: string, parent = tmpdir()): Promise<Consumer> {
    mkdirSync(parent, { recursive: true });
    const world = mkdtempSync(path.join(parent, "formance-language-"));
    const at = (name: string) => path.join(world, name);
    for (const name of ["bin", "home", "state"]) mkdirSync(at(name));
    cpSync(path.join(projectRoot(), "examples/languages", example), at("project"), {
      recursive: true,
    });
    await installLanguageHosts(at("bin"));
    const engine = await findEngine();
    const server = await startPostgres({ directory: at("postgres"), durable: false });
    const migrator = startMigrator({ server });
    const plugins = await startPlugins({ waits: false });
    const env = {
      ...process.env,
      PATH: [at("bin"), engine.env.PATH, process.env.PATH].join(path.delimiter),
      PULUMI_HOME: at("home"),
      PULUMI_BACKEND_URL: pathToFileURL(at("state")).href,
      PULUMI_CONFIG_PASSPHRASE: "consumer",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DEBUG_PROVIDERS: plugins.debugProviders,
    };
    const consumer = new Consumer(at("project"), server, plugins, migrator, env);
    await consumer.pulumi("stack", "init", "dev");
    return consumer;
  }

  /** Gives the example its settings. */
  async configure(): Promise<void> {
    const { host, port, user, password } = this.server;
    const settings = {
      domain: "example.com",
      databaseHost: host,
      databasePort: String(port),
      databaseAdmin: user,
      // No cluster: the objects become files.
      "kubernetes:renderYamlToDirectory": path.join(this.folder, "manifests"),
    };
    for (const [name, value] of Object.entries(settings)) {
      await this.pulumi("config", "set", name, value);
    }
    await this.pulumi("config", "set", "--secret", "databaseAdminPassword", password);
  }

  /** Changes a file of the program. */
  edit(file: string, change: (text: string) => string): void {
    const place = path.join(this.folder, file);
    const before = readFileSync(place, "utf8");
    const after = change(before);
    if (after === before) throw new Error(`nothing to change in ${file}`);
    writeFileSync(place, after);
  }

  /** Runs a command of the CLI, which must succeed; answers what it prints. */
  async pulumi(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.attempt(...args);
    if (code === 0) return stdout;
    throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
  }

  /** The same, whatever its exit code. */
  async attempt(...args: string[]): Promise<RunResult> {
    const result = await this.run("pulumi", ...args, "--non-interactive", "--color", "never");
    this.printed += result.stdout + result.stderr;
    return result;
  }

  /** Runs a program in the project's folder. */
  run(program: string, ...args: string[]): Promise<RunResult> {
    return runCommand(program, args, { cwd: this.folder, env: this.env, timeout: COMMAND_LIMIT });
  }

  /** The same, where nothing is right but success. */
  async succeed(program: string, ...args: string[]): Promise<void> {
    const { code, stdout, stderr } = await this.run(program, ...args);
    if (code !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}${stderr}`);
  }

  /** The state as it is stored, or with its secrets in clear. */
  async state(options: { secrets: boolean }): Promise<StateResource[]> {
    const flags = options.secrets ? ["--show-secrets"] : [];
    // Not by `pulumi`: what it prints is searched for secrets.
    const { stdout } = await this.run("pulumi", "stack", "export", ...flags);
    const { deployment } = JSON.parse(stdout) as { deployment: { resources?: StateResource[] } };
    return deployment.resources ?? [];
  }

  /** Runs a statement in Membership's database, as the administrator. */
  async query(text: string): Promise<Record<string, unknown>[]> {
    const { host, port, user, password } = this.server;
    const client = new Client({ host, port, user, password, database: "membership" });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    await this.migrator.stop();
    await this.plugins.stop();
    await removePostgres(this.server.directory);
    rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }
}
