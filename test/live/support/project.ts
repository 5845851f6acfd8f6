import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findEngine } from "../../../workspace/engine/find-engine";
import { projectRoot } from "../../../workspace/folders";
import { startPlugins, type Plugins } from "../../../sandbox/plugins";
import { runCommand, type RunResult } from "../../../workspace/run-command";
import type { Cluster } from "../cluster/cluster";
import { kubernetesPluginFile } from "./kubernetes-plugin";

const COMMAND_LIMIT = 10 * 60_000;
/** What a checkout has besides its sources. */
const LEFT_OUT = [".git", ".sandbox", "node_modules"];

/** A checkout of the project in which a person gives commands, as the README has them. */
export interface Project {
  readonly folder: string;
  /** Runs a command line of a shell; `input` is typed into it. Fails unless it succeeds. */
  readonly run: (line: string, input?: string) => Promise<string>;
  /** The same, whatever its exit code. */
  readonly attempt: (line: string, input?: string) => Promise<RunResult>;
  /** The environment of the commands. */
  readonly env: NodeJS.ProcessEnv;
  /** The same with the stand-in of the kubernetes plugin, whether the official one is there or not. */
  readonly standInEnv: NodeJS.ProcessEnv;
}

/** Makes a checkout, and the commands that a person would have on PATH. */
export async function openProject(cluster: Cluster): Promise<Project> {
  const folder = path.join(cluster.folder, "project");
  const root = projectRoot();
  cpSync(root, folder, {
    recursive: true,
    filter: (source) => !LEFT_OUT.includes(path.relative(root, source)),
  });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  // Stand-ins are programs of this process, and not of the engine.
  process.env.KUBECONFIG = cluster.kubeconfig;
  const plugins = await startPlugins();
  const env = await commandEnvironment(cluster, plugins);
  const attempt = async (line: string, input?: string) => {
    const begun = Date.now();
    const result = await runCommand("sh", ["-c", line], {
      cwd: folder,
      env,
      timeout: COMMAND_LIMIT,
      ...(input !== undefined && { input }),
    });
    console.log(`$ ${line} # ${((Date.now() - begun) / 1_000).toFixed(1)} s`);
    return result;
  };
  return {
    folder,
    env,
    standInEnv: { ...env, PULUMI_DEBUG_PROVIDERS: plugins.debugProviders },
    attempt,
    run: async (line, input) => {
      const result = await attempt(line, input);
      if (result.code === 0) return result.stdout;
      throw new Error(`$ ${line}\nended with ${result.code}\n${result.stdout}\n${result.stderr}`);
    },
  };
}

async function commandEnvironment(cluster: Cluster, plugins: Plugins): Promise<NodeJS.ProcessEnv> {
  const own = (name: string) => path.join(cluster.folder, name);
  for (const name of ["bin", "home", "state"]) mkdirSync(own(name));
  const engine = await findEngine();
  const hasOfficialPlugin = existsSync(kubernetesPluginFile());
  console.log(`kubernetes plugin: ${hasOfficialPlugin ? "official" : "stand-in"}`);
  const programs = {
    pulumi: path.join(engine.binDirectory, "pulumi"),
    kubectl: cluster.parts.programs.kubernetes.kubectl,
    "pulumi-language-nodejs": cluster.parts.programs.languageNodejs,
    ...(hasOfficialPlugin && { "pulumi-resource-kubernetes": kubernetesPluginFile() }),
  };
  for (const [name, program] of Object.entries(programs)) {
    symlinkSync(program, path.join(own("bin"), name));
  }
  const authority = own("authority.crt");
  writeFileSync(authority, cluster.authority);
  // No registry of ours has the others: the project's stand-ins take their place.
  const debugProviders = plugins.debugProviders
    .split(",")
    .filter((entry) => !(hasOfficialPlugin && entry.startsWith("kubernetes:")));
  return {
    ...process.env,
    HOME: own("home"),
    PATH: [own("bin"), engine.env.PATH, process.env.PATH].join(path.delimiter),
    KUBECONFIG: cluster.kubeconfig,
    // The person's machine trusts the authority of the entry.
    NODE_EXTRA_CA_CERTS: authority,
    // Language hosts of this release don't tell the program where its project is.
    PULUMI_NODEJS_ROOT_DIRECTORY: own("project"),
    PULUMI_BACKEND_URL: `file://${own("state")}`,
    PULUMI_CONFIG_PASSPHRASE: "passphrase of the live tests",
    PULUMI_DEBUG_PROVIDERS: debugProviders.join(","),
    PULUMI_HOME: own("home/.pulumi"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}
