import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildGoProgram } from "../../../workspace/engine/build-go-program";
import { isWholeProgram } from "../../../workspace/engine/whole-program";
import { cacheFolder, projectRoot } from "../../../workspace/folders";
import { executable } from "../../../workspace/run-command";

/** A program that only the tests use. */
export interface GoTool {
  /** Its folder below `sandbox/toolchain`, which pins everything. */
  readonly folder: string;
  /** The import path of its main package. */
  readonly program: string;
  /** What it is for, as the beginning of a sentence, e.g. `The manifests are scored by`. */
  readonly purpose: string;
  /** What it is called. */
  readonly label: string;
  /** File name of the program. @default the folder */
  readonly name?: string;
  /** String variables to set at link time, by their full names. */
  readonly stamps?: Readonly<Record<string, string>>;
  /** Variables for Go, such as `CGO_ENABLED`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Adds files to a copy of the folder before it is built. */
  readonly complete?: (copy: string) => Promise<void>;
}

/** Where the program is once it is built, for this content of its folder. */
export function goToolFile({ folder, name = folder }: GoTool): string {
  const moduleFolder = toolFolder(folder);
  const digest = createHash("sha256");
  for (const file of readdirSync(moduleFolder).sort()) {
    digest.update(readFileSync(path.join(moduleFolder, file)));
  }
  const version = digest.digest("hex").slice(0, 12);
  return path.join(cacheFolder(), "tools", `${folder}-${version}`, executable(name));
}

/** The path of the program, which is built once by Go for each content of its folder. */
export async function prepareGoTool(
  tool: GoTool,
  onProgress: (text: string) => void = () => undefined,
): Promise<string> {
  const output = goToolFile(tool);
  if (isWholeProgram(output)) return output;
  const failure = await build(tool, output, onProgress);
  if (failure === undefined) return output;
  throw new Error(
    `${tool.purpose} ${tool.label}, built once by Go 1.26 or later from the module proxy: ${failure}.\n` +
      "Install Go from https://go.dev/dl, and let this machine reach the proxy that GOPROXY names.",
  );
}

async function build(
  { folder, program, stamps = {}, env, label, complete }: GoTool,
  output: string,
  onProgress: (text: string) => void,
): Promise<string | undefined> {
  const parts = { program, stamps, env, output, label, onProgress };
  const pinned = toolFolder(folder);
  if (complete === undefined) {
    return (await buildGoProgram({ moduleFolder: pinned, ...parts })).failure;
  }
  const moduleFolder = mkdtempSync(path.join(tmpdir(), `formance-${folder}-`));
  try {
    for (const file of readdirSync(pinned)) {
      copyFileSync(path.join(pinned, file), path.join(moduleFolder, file));
    }
    await complete(moduleFolder);
    return (await buildGoProgram({ moduleFolder, ...parts })).failure;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    rmSync(moduleFolder, { recursive: true, force: true });
  }
}

function toolFolder(folder: string): string {
  return path.join(projectRoot(), "sandbox", "toolchain", folder);
}
