import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { buildGoProgram } from "../../../workspace/engine/build-go-program";
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
}

/** The path of the program, which is built once by Go for each content of its folder. */
export async function prepareGoTool(
  { folder, program, purpose, label, name = folder, stamps = {}, env }: GoTool,
  onProgress: (text: string) => void = () => undefined,
): Promise<string> {
  const moduleFolder = path.join(projectRoot(), "sandbox", "toolchain", folder);
  const digest = createHash("sha256");
  for (const file of readdirSync(moduleFolder).sort()) {
    digest.update(readFileSync(path.join(moduleFolder, file)));
  }
  const version = digest.digest("hex").slice(0, 12);
  const output = path.join(cacheFolder(), "tools", `${folder}-${version}`, executable(name));
  if (existsSync(output)) return output;
  const { failure } = await buildGoProgram({
    moduleFolder,
    program,
    stamps,
    env,
    output,
    label,
    onProgress,
  });
  if (failure === undefined) return output;
  throw new Error(
    `${purpose} ${label}, built once by Go 1.26 or later from the module proxy: ${failure}.\n` +
      "Install Go from https://go.dev/dl, and let this machine reach the proxy that GOPROXY names.",
  );
}
