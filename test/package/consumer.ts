import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startPlugins } from "../../sandbox/plugins";
import { findEngine } from "../../workspace/engine/find-engine";
import { projectRoot } from "../../workspace/folders";
import { runCommand } from "../../workspace/run-command";

const root = projectRoot();
const quick = ["--prefer-offline", "--no-audit", "--no-fund"];

/** A packed tarball. */
export interface Tarball {
  readonly file: string;
  /** Paths in the package, sorted. */
  readonly files: readonly string[];
  /** Bytes. */
  readonly size: number;
  readonly unpackedSize: number;
}

/** What an operation of the engine did. */
export interface Outcome {
  readonly changes: Record<string, number>;
  readonly outputs: Record<string, unknown>;
}

/** The project of somebody who uses the package, in a folder outside the checkout. */
export class Consumer {
  readonly folder = mkdtempSync(path.join(tmpdir(), "formance-consumer-"));

  constructor() {
    mkdirSync(this.at("state"));
    this.write("package.json", '{ "name": "consumer", "private": true }\n');
    this.write("run.js", RUNNER);
  }

  at(name: string): string {
    return path.join(this.folder, name);
  }

  write(name: string, text: string): void {
    writeFileSync(this.at(name), text);
  }

  /** Packs the checkout as it is built, with declarations as `npm pack` makes them. */
  async pack(): Promise<Tarball> {
    await npm(root, ["run", "--silent", "prepack"]);
    // Other scripts would build again, below the tests that run.
    const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", this.folder];
    const [packed] = JSON.parse(await npm(root, args)) as {
      filename: string;
      files: { path: string }[];
      size: number;
      unpackedSize: number;
    }[];
    if (packed === undefined) throw new Error("npm packed nothing");
    const { filename, files, size, unpackedSize } = packed;
    const paths = files.map((file) => file.path).sort();
    return { file: this.at(filename), files: paths, size, unpackedSize };
  }

  async install(...packages: string[]): Promise<void> {
    await npm(this.folder, ["install", ...quick, ...packages]);
  }

  /** Compiles programs with the consumer's compiler; answers what it says. */
  async compile(...files: string[]): Promise<string> {
    const args = [
      this.at("node_modules/typescript/bin/tsc"),
      ...["--strict", "--module", "nodenext", "--target", "es2023", "--types", "node"],
      // The declarations of the package and of all that it needs are checked as well.
      ...["--skipLibCheck", "false"],
      ...files,
    ];
    const { stdout, stderr } = await runCommand(process.execPath, args, { cwd: this.folder });
    return stdout + stderr;
  }

  /** Runs the command that the package brings; answers its standard output. */
  async command(...args: string[]): Promise<string> {
    const { bin } = JSON.parse(
      readFileSync(this.at("node_modules/formance-control-plane/package.json"), "utf8"),
    ) as { bin: { "control-plane": string } };
    const file = this.at(`node_modules/formance-control-plane/${bin["control-plane"]}`);
    const { stdout, stderr } = await runCommand(process.execPath, [file, ...args], {
      cwd: this.folder,
    });
    if (stdout === "") throw new Error(`control-plane ${args.join(" ")} said: ${stderr}`);
    return stdout;
  }

  /**
   * Runs a compiled program on the real engine, with the local stand-ins of the provider plugins, in
   * a process of its own that finds nothing but the consumer's modules.
   */
  async run(
    operation: "preview" | "up",
    program: string,
    settings: Record<string, { value: string; secret?: boolean }> = {},
  ): Promise<Outcome> {
    const engine = await findEngine();
    const plugins = await startPlugins();
    try {
      const { code, stdout, stderr } = await runCommand(
        process.execPath,
        ["run.js", operation, program, JSON.stringify(settings)],
        {
          cwd: this.folder,
          env: {
            ...process.env,
            ...engine.env,
            PULUMI_BACKEND_URL: pathToFileURL(this.at("state")).href,
            PULUMI_CONFIG_PASSPHRASE: "consumer",
            PULUMI_DEBUG_PROVIDERS: plugins.debugProviders,
          },
        },
      );
      if (code !== 0) throw new Error(`${operation} of ${program} failed:\n${stdout}${stderr}`);
      return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Outcome;
    } finally {
      await plugins.stop();
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function npm(cwd: string, args: readonly string[]): Promise<string> {
  // The npm that runs the tests, which on Windows is no program that can be started by its name.
  const cli = process.env.npm_execpath;
  const [command, first] =
    cli?.endsWith("npm-cli.js") === true ? [process.execPath, [cli]] : ["npm", []];
  const result = await runCommand(command, [...first, ...args], { cwd });
  if (result.code !== 0) {
    throw new Error(`npm ${args.join(" ")} failed: ${result.failure ?? result.stderr.trim()}`);
  }
  return result.stdout;
}

/** The language host that runs ordinary programs is missing beside an engine that was built. */
const RUNNER = `
const path = require("node:path");
const auto = require("@pulumi/pulumi/automation");

async function main([operation, file, settings]) {
  const program = async () => require(path.resolve(file));
  const stack = await auto.LocalWorkspace.createOrSelectStack(
    { stackName: path.parse(file).name, projectName: "consumer", program },
    { workDir: process.cwd() },
  );
  await stack.setAllConfig(JSON.parse(settings));
  const result = await stack[operation]({ onOutput: (text) => process.stderr.write(text) });
  const outputs = await stack.outputs();
  console.log(
    JSON.stringify({
      changes: result.changeSummary ?? result.summary.resourceChanges,
      outputs: Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])),
    }),
  );
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
`;
