import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { findOnPath } from "./from-path";

const PROGRAM = "pulumi-resource-pulumi-nodejs";

/**
 * The folder of the program that the engine runs dynamic providers with. Official releases bring it
 * beside the CLI; a CLI that was built or repackaged lacks it, and then it is written to the cache.
 */
export function dynamicProviderFolder(binDirectory: string, cache: string): string {
  const present = findOnPath(PROGRAM, [binDirectory, process.env.PATH].join(path.delimiter));
  return present === undefined ? writeLauncher(cache) : path.dirname(present);
}

function writeLauncher(cache: string): string {
  const folder = path.join(cache, "engine", "launcher");
  mkdirSync(folder, { recursive: true });
  const program = [
    // The engine starts it in the project's folder, whose SDK must be the one that runs.
    "require(require.resolve('@pulumi/pulumi/cmd/dynamic-provider',{paths:[process.cwd()]}))",
    // An engine that was killed can't end it.
    "const p=process.ppid;setInterval(()=>{if(process.ppid!==p)process.exit()},2000).unref()",
  ].join(";");
  const [name, text] =
    process.platform === "win32"
      ? [`${PROGRAM}.cmd`, `@node -e "${program}" dynamic-provider %*\r\n`]
      : [PROGRAM, `#!/bin/sh\nexec node -e "${program}" dynamic-provider "$@"\n`];
  const file = path.join(folder, name);
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return folder;
}
