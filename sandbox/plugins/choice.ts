import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { Engine } from "../../workspace/engine/find-engine";
import { runCommand, executable } from "../../workspace/run-command";
import { SandboxError } from "../errors";

/** The providers that the program uses, the smallest plugin first: it tells whether downloads work. */
const PROVIDERS = ["random", "tls", "postgresql", "kubernetes"] as const;

/** Official plugins, local stand-ins, or whichever is available. */
export type PluginChoice = "official" | "local" | "auto";

/** A provider plugin at the version of the installed SDK package. */
export interface ProviderPlugin {
  readonly name: string;
  readonly version: string;
}

/** Which plugins the engine will use. */
export interface PluginDecision {
  readonly source: "official" | "local";
  /** Why, in words for a person. */
  readonly reason: string;
}

/** What the decision rests on; tests give their own. */
export interface PluginTools {
  /** The plugins that the engine has. */
  readonly installed: () => Promise<readonly ProviderPlugin[]>;
  /** Installs one; answers why not, or undefined. */
  readonly install: (plugin: ProviderPlugin, timeLimit: number) => Promise<string | undefined>;
  /** When a download last failed, in milliseconds since 1970. */
  readonly lastFailure: () => number | undefined;
  readonly rememberFailure: (reason: string) => void;
  readonly onProgress: (text: string) => void;
}

const FIRST_TIME_LIMIT = 60_000;
const LATER_TIME_LIMIT = 10 * 60_000;
const REMEMBER_FAILURE = 24 * 60 * 60_000;

/** Decides between the official provider plugins and the local stand-ins. */
export async function decidePlugins(
  choice: PluginChoice,
  tools: PluginTools,
  needed: readonly ProviderPlugin[] = sdkPlugins(),
): Promise<PluginDecision> {
  if (choice === "local") {
    return { source: "local", reason: "as requested" };
  }
  const installed = await tools.installed();
  const missing = needed.filter(
    ({ name, version }) => !installed.some((p) => p.name === name && p.version === version),
  );
  if (missing.length === 0) {
    return { source: "official", reason: "installed" };
  }
  const failedAt = tools.lastFailure();
  if (choice === "auto" && failedAt !== undefined && Date.now() - failedAt < REMEMBER_FAILURE) {
    return {
      source: "local",
      reason:
        "downloading the official ones failed within the last day; npm start -- --plugins official tries again",
    };
  }
  for (const [index, plugin] of missing.entries()) {
    tools.onProgress(`downloading ${plugin.name} ${plugin.version}`);
    const failure = await tools.install(plugin, index === 0 ? FIRST_TIME_LIMIT : LATER_TIME_LIMIT);
    if (failure === undefined) continue;
    tools.rememberFailure(failure);
    if (choice === "official") {
      throw new SandboxError(
        `The official provider plugin ${plugin.name} ${plugin.version} can't be downloaded: ${failure}. ` +
          "Let this machine reach Pulumi's downloads, or use the local stand-ins: npm start -- --plugins local",
      );
    }
    return { source: "local", reason: `the official ones can't be downloaded: ${failure}` };
  }
  return { source: "official", reason: "downloaded" };
}

/** The setting that forces one kind, from an argument or the environment. */
export function parsePluginChoice(text: string | undefined, where: string): PluginChoice {
  if (text === undefined || text === "") return "auto";
  if (text === "official" || text === "local" || text === "auto") return text;
  throw new SandboxError(`${where} is "${text}"; it must be official, local or auto.`);
}

/** The tools on a real engine. */
export function enginePluginTools(
  engine: Engine,
  cache: string,
  onProgress: (text: string) => void,
): PluginTools {
  const pulumi = path.join(engine.binDirectory, executable("pulumi"));
  const env = { ...process.env, ...engine.env };
  const memory = path.join(cache, "plugin-download-failure.json");
  return {
    onProgress,
    installed: async () => {
      const listed = await runCommand(pulumi, ["plugin", "ls", "--json"], { env, timeout: 30_000 });
      return listed.code === 0 ? parsePluginList(listed.stdout) : [];
    },
    install: async ({ name, version }, timeout) => {
      const args = ["plugin", "install", "resource", name, version];
      const result = await runCommand(pulumi, args, { env, timeout });
      if (result.code === 0) return undefined;
      return result.timedOut ? `not done after ${timeout / 1000} s` : explain(result.stderr);
    },
    lastFailure: () => {
      try {
        const { at } = JSON.parse(readFileSync(memory, "utf8")) as { at?: string };
        return at === undefined ? undefined : Date.parse(at);
      } catch {
        return undefined;
      }
    },
    rememberFailure: (reason) => {
      mkdirSync(cache, { recursive: true });
      writeFileSync(memory, JSON.stringify({ at: new Date().toISOString(), reason }));
    },
  };
}

/** The plugins at the versions of the installed SDK packages. */
export function sdkPlugins(): ProviderPlugin[] {
  return PROVIDERS.map((name) => {
    const manifest = readFileSync(require.resolve(`@pulumi/${name}/package.json`), "utf8");
    return { name, version: (JSON.parse(manifest) as { version: string }).version };
  });
}

function parsePluginList(text: string): ProviderPlugin[] {
  const found: unknown = JSON.parse(text);
  return Array.isArray(found) ? (found as ProviderPlugin[]) : [];
}

/** The cause in what the CLI prints, without its retries and its address. */
function explain(stderr: string): string {
  const cause =
    /(no such host|connection refused|i\/o timeout|certificate[^\n]*|HTTP [^\n]*|\b40\d\b[^\n]*)/.exec(
      stderr,
    );
  return cause?.[1] ?? stderr.trim().split("\n").at(-1) ?? "the CLI failed";
}
