import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../../workspace/folders";
import { runCommand } from "../../../workspace/run-command";
import type { Cluster } from "../cluster/cluster";
import type { Project } from "./project";

/** Which kubernetes plugin serves a command. */
export type PluginKind = "official" | "stand-in";

/** A small Pulumi project of objects of many kinds, in a namespace of the stack's own. */
export interface PluginProject {
  run(plugin: PluginKind, line: string): Promise<string>;
  /** What an update would do, one line a resource that changes. */
  plan(plugin: PluginKind): Promise<string[]>;
}

interface Step {
  readonly op: string;
  readonly urn: string;
}

/** Makes its folder below the cluster's. */
export function openPluginProject(cluster: Cluster, { env, standInEnv }: Project): PluginProject {
  const folder = path.join(cluster.folder, "plugins");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: plugins\nruntime: nodejs\n");
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ main: "index.js" }));
  copyFileSync(
    path.join(projectRoot(), "dist/test/live/support/plugin-program.js"),
    path.join(folder, "index.js"),
  );
  symlinkSync(path.join(projectRoot(), "node_modules"), path.join(folder, "node_modules"));
  const run = async (plugin: PluginKind, line: string) => {
    const own = plugin === "official" ? env : standInEnv;
    const { code, stdout, stderr } = await runCommand("sh", ["-c", line], {
      cwd: folder,
      env: { ...own, PULUMI_NODEJS_ROOT_DIRECTORY: folder },
    });
    if (code !== 0) throw new Error(`$ ${line} (${plugin})\n${stdout}\n${stderr}`);
    return stdout;
  };
  return {
    run,
    plan: async (plugin) => {
      const { steps } = JSON.parse(await run(plugin, "pulumi preview --json")) as {
        readonly steps: readonly Step[];
      };
      return steps
        .filter(({ op }) => op !== "same")
        .map(({ op, urn }) => `${op} ${urn.split("::").slice(2).join(" ")}`)
        .sort();
    },
  };
}
