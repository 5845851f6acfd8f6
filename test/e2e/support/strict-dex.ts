import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PlainMap } from "../../../dex/merge";
import { dexYaml } from "../../../dex/yaml";
import { DEX_VERSION } from "../../../sandbox/servers/dex";
import { buildGoProgram } from "../../../workspace/engine/build-go-program";
import { cacheFolder, projectRoot } from "../../../workspace/folders";
import { runCommand, executable } from "../../../workspace/run-command";

const MODULE = ["go.mod", "go.sum"] as const;
const TIME_LIMIT = 60_000;

/**
 * The path of a program that reads Dex's configuration by Dex's own types and refuses unknown
 * fields, which Dex has no option for. Built once by Go from the source of that Dex.
 */
export async function prepareStrictDex(
  onProgress: (text: string) => void = () => undefined,
): Promise<string> {
  const toolchain = path.join(projectRoot(), "sandbox", "toolchain", "dex");
  const main = path.join(toolchain, "strict", "main.go");
  const sources = [main, ...MODULE.map((name) => path.join(toolchain, name))];
  const digest = createHash("sha256");
  for (const source of sources) digest.update(readFileSync(source));
  const name = `strict-${digest.digest("hex").slice(0, 12)}`;
  const output = path.join(cacheFolder(), "dex", `dex-v${DEX_VERSION}`, executable(name));
  if (existsSync(output)) return output;
  const folder = mkdtempSync(path.join(tmpdir(), "formance-strict-dex-"));
  try {
    for (const source of sources) copyFileSync(source, path.join(folder, path.basename(source)));
    writeFileSync(path.join(folder, "config.go"), await strictSource(toolchain));
    const { failure } = await buildGoProgram({
      moduleFolder: folder,
      program: ".",
      stamps: {},
      output,
      label: `the strict reader of Dex ${DEX_VERSION}`,
      onProgress,
    });
    if (failure !== undefined) throw new Error(unavailable(failure));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return output;
}

/** What of each document Dex would not know, or not accept; empty texts where there is nothing. */
export async function readStrictly(
  documents: readonly PlainMap[],
  env: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const binary = await prepareStrictDex();
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
async function strictSource(toolchain: string): Promise<string> {
  const args = ["mod", "download", "-json", "github.com/dexidp/dex"];
  const env = { ...process.env, GOFLAGS: "", GOWORK: "off" };
  const downloaded = await runCommand("go", args, { cwd: toolchain, env });
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
