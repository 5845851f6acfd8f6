import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findOnPath } from "../../workspace/engine/from-path";
import { prepareNodeLanguageHost } from "../../test/e2e/support/language-host";

const PROGRAM = "pulumi-language-nodejs";

/** A PATH on which the CLI finds the language host for Node; it is built where there is none. */
export async function pathWithLanguageHost(searchPath: string, folder: string): Promise<string> {
  if (findOnPath(PROGRAM, searchPath) !== undefined) return searchPath;
  const built = await prepareNodeLanguageHost((text) => process.stderr.write(`${text}\n`));
  mkdirSync(folder, { recursive: true });
  // The CLI sends the options of Pulumi.yaml by a message that this release doesn't know.
  const script = `#!/bin/sh\nexec "${built}" -typescript=false "$@"\n`;
  writeFileSync(path.join(folder, PROGRAM), script, { mode: 0o755 });
  return [folder, searchPath].join(path.delimiter);
}
