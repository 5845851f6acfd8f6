import { existsSync } from "node:fs";
import path from "node:path";

import { executable } from "../run-command";
import { buildGoProgram } from "./build-go-program";
import type { EngineRequest, SourceResult } from "./source";
import { ENGINE_VERSION } from "./version";
import { isWholeProgram } from "./whole-program";

const MODULE = "github.com/pulumi/pulumi";

/** The CLI built from its source, which the Go module proxy serves: minutes once, then kept. */
export async function engineFromGo(request: EngineRequest): Promise<SourceResult> {
  const binDirectory = path.join(request.cache, "engine", `pulumi-v${ENGINE_VERSION}`, "bin");
  const output = path.join(binDirectory, executable("pulumi"));
  if (!isWholeProgram(output)) {
    const moduleFolder = path.join(request.root, "workspace", "engine", "go-module");
    if (!existsSync(moduleFolder)) {
      return { found: false, reason: "only a checkout of the project can build it" };
    }
    const built = await buildGoProgram({
      moduleFolder,
      program: `${MODULE}/pkg/v3/cmd/pulumi`,
      // Without its version the Automation API refuses the CLI.
      stamps: { [`${MODULE}/sdk/v3/go/common/version.Version`]: `v${ENGINE_VERSION}` },
      output,
      label: `Pulumi ${ENGINE_VERSION}`,
      onProgress: request.onProgress,
    });
    if (built.failure !== undefined) {
      return { found: false, reason: built.failure };
    }
  }
  return { found: true, version: ENGINE_VERSION, binDirectory };
}

/** Whether the build is there already, so that nothing else has to be tried first. */
export function hasGoBuild(cache: string): boolean {
  return isWholeProgram(
    path.join(cache, "engine", `pulumi-v${ENGINE_VERSION}`, "bin", executable("pulumi")),
  );
}
