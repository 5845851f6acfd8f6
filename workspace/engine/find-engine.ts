import path from "node:path";

import { WorkspaceError } from "../errors";
import { cacheFolder, projectRoot } from "../folders";
import { executable } from "../run-command";
import { dynamicProviderFolder } from "./dynamic-launcher";
import { engineFromGo, hasGoBuild } from "./from-go";
import { engineFromNpm } from "./from-npm";
import { engineFromPath } from "./from-path";
import type { EngineRequest, EngineSource, SourceResult } from "./source";
import { OLDEST_ENGINE } from "./version";

/** A Pulumi engine that is ready to run. */
export interface Engine {
  /** The path of the CLI. */
  readonly command: string;
  /** Without a leading `v`. */
  readonly version: string;
  readonly source: EngineSource;
  /** The folder of the CLI. */
  readonly binDirectory: string;
  /** What the engine's environment needs beside our own. */
  readonly env: Readonly<Record<string, string>>;
}

/** How each source gets an engine. */
export type EngineSources = Record<EngineSource, (request: EngineRequest) => Promise<SourceResult>>;

const SOURCES: EngineSources = { path: engineFromPath, npm: engineFromNpm, go: engineFromGo };

const DESCRIPTIONS: Record<EngineSource, string> = {
  path: "on PATH",
  npm: "from npm",
  go: "built from source",
};

/**
 * Finds the Pulumi engine: on PATH, else the official release by npm's `pulumi` package, else built
 * by Go. The two last are kept in the cache.
 */
export async function findEngine(
  options: Partial<EngineRequest> & { sources?: EngineSources } = {},
): Promise<Engine> {
  const request: EngineRequest = {
    root: options.root ?? projectRoot(),
    cache: options.cache ?? cacheFolder(),
    onProgress: options.onProgress ?? (() => undefined),
    onNotice: options.onNotice ?? (() => undefined),
  };
  const sources = options.sources ?? SOURCES;
  // A finished build is used at once: it is there because the download failed.
  const order: EngineSource[] = hasGoBuild(request.cache)
    ? ["path", "go", "npm"]
    : ["path", "npm", "go"];
  const reasons: string[] = [];
  for (const source of order) {
    const result = await sources[source](request);
    if (result.found) {
      return makeEngine(source, result, request.cache);
    }
    if (source === "path" && !result.reason.startsWith("no pulumi")) {
      request.onNotice(`${result.reason}. Another engine is used.`);
    }
    reasons.push(`- ${DESCRIPTIONS[source]}: ${result.reason}`);
  }
  throw new WorkspaceError(
    `No Pulumi engine is available:\n${reasons.join("\n")}\n` +
      `Do one of these: install the Pulumi CLI ${OLDEST_ENGINE} or later and put it on PATH; ` +
      "let this machine reach Pulumi's downloads; or install Go 1.26 or later and let it reach a Go module proxy (GOPROXY).",
  );
}

function makeEngine(
  source: EngineSource,
  { version, binDirectory }: Extract<SourceResult, { found: true }>,
  cache: string,
): Engine {
  const folders = [
    // The engine starts `node` by name; it must be the one that runs us, not an older one.
    path.dirname(process.execPath),
    binDirectory,
    dynamicProviderFolder(binDirectory, cache),
    process.env.PATH ?? "",
  ];
  return {
    command: path.join(binDirectory, executable("pulumi")),
    version,
    source,
    binDirectory,
    env: { PATH: folders.join(path.delimiter), PULUMI_SKIP_UPDATE_CHECK: "true" },
  };
}
