import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PlainMap } from "../../../dex/merge";
import { dexYaml } from "../../../dex/yaml";
import { DEX_VERSION } from "../../../sandbox/servers/dex";
import { buildGoProgram } from "../../../workspace/engine/build-go-program";
import { isWholeProgram } from "../../../workspace/engine/whole-program";
import { cacheFolder, projectRoot } from "../../../workspace/folders";
import { runCommand, executable } from "../../../workspace/run-command";

const MODULE = ["go.mod", "go.sum"] as const;
const TIME_LIMIT = 60_000;

/**
 * The sources that a reader is built from. No module is a Dex 2.45; `main` is one of its main branch
 * a few weeks after it, which reads what 2.45 reads and more.
 */
const DEX_SOURCES = {
  "2.44": { folder: "dex", label: `Dex ${DEX_VERSION}`, cache: `dex-v${DEX_VERSION}` },
  main: { folder: "dex-main", label: "Dex's main branch", cache: "dex-main" },
} as const;

/** A source of Dex. */
export type DexSource = keyof typeof DEX_SOURCES;

/**
 * The path of a program that reads Dex's configuration by Dex's own types and refuses unknown
 * fields, which Dex has no option for. Built once by Go from the source of that Dex.
 */
export async function prepareStrictDex(
  source: DexSource,
  onProgress: (text: string) => void = () => undefined,
): Promise<string> {
  const { folder: moduleName, label, cache } = DEX_SOURCES[source];
  const toolchain = path.join(projectRoot(), "sandbox", "toolchain");
  const module = path.join(toolchain, moduleName);
  const main = path.join(toolchain, "dex", "strict", "main.go");
  const sources = [main, ...MODULE.map((name) => path.join(module, name))];
  const digest = createHash("sha256");
  for (const file of sources) digest.update(readFileSync(file));
  const name = `strict-${digest.digest("hex").slice(0, 12)}`;
  const output = path.join(cacheFolder(), "dex", cache, executable(name));
  if (isWholeProgram(output)) return output;
  const folder = mkdtempSync(path.join(tmpdir(), "formance-strict-dex-"));
  try {
    for (const file of sources) copyFileSync(file, path.join(folder, path.basename(file)));
    writeFileSync(path.join(folder, "config.go"), await strictSource(module));
    const { failure } = await buildGoProgram({
      moduleFolder: folder,
      program: ".",
      stamps: {},
      output,
      label: `the strict reader of ${label}`,
      onProgress,
    });
    if (failure !== undefined) throw new Error(unavailable(failure));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return output;
}

/** How documents are read. */
export interface ReadOptions {
  /** @default 2.44 */
  readonly source?: DexSource;
  readonly env?: Readonly<Record<string, string>>;
}

/** What of each document Dex would not know, or not accept; empty texts where there is nothing. */
export async function readStrictly(
  documents: readonly PlainMap[],
  { source = "2.44", env = {} }: ReadOptions = {},
): Promise<string[]> {
  const binary = await prepareStrictDex(source);
  const folder = mkdtempSync(path.join(tmpdir(), "formance-strict-dex-"));
  try {
    const files = documents.map((document, index) => {
      const file = path.join(folder, `${index}.yaml`);
      writeFileSync(file, dexYaml(document), { mode: 0o600 });
      return file;
    });
    const result = await runCommand(binary, files, { env, timeout: TIME_LIMIT });
    if (result.code !== 0) throw new Error(`the strict reader failed: ${result.stderr}`);
    const answers = result.stdout.trim().split("\n");
    return answers.map((line) => (JSON.parse(line) as { error: string }).error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Dex's `config.go`, with `decode` of the main file in the place of `json.Unmarshal`. */
async function strictSource(module: string): Promise<string> {
  const args = ["mod", "download", "-json", "github.com/dexidp/dex"];
  const env = { ...process.env, GOFLAGS: "", GOWORK: "off" };
  const downloaded = await runCommand("go", args, { cwd: module, env });
  if (downloaded.code !== 0) {
    throw new Error(unavailable(downloaded.failure ?? downloaded.stderr.trim()));
  }
  const { Dir } = JSON.parse(downloaded.stdout) as { Dir: string };
  const source = readFileSync(path.join(Dir, "cmd", "dex", "config.go"), "utf8");
  const strict = source.replaceAll("json.Unmarshal(", "decode(");
  if (strict === source) throw new Error("Dex's config.go decodes in a way that is not known here");
  return strict;
}

function unavailable(reason: string): string {
  return (
    `The strict reader of Dex is built once by Go 1.26 or later from the module proxy: ${reason}.\n` +
    "Install Go from https://go.dev/dl, and let this machine reach the proxy that GOPROXY names."
  );
}
