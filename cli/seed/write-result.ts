import { writeFileSync } from "node:fs";
import path from "node:path";

import { errorCodeText } from "../../messages/errors";
import { CommandError } from "../errors";
import type { CommandIo } from "../io";

/**
 * Writes a result to a new file that its owner alone can read, for it may hold secrets.
 *
 * @param output - the file; none: the text is the answer itself
 * @returns what `--json` prints of it
 * @throws {CommandError} when the file already exists, or can't be written
 */
export function writeResult(
  io: Pick<CommandIo, "cwd">,
  output: string | undefined,
  text: string,
): { readonly file?: string; readonly text?: string } {
  if (output === undefined) return { text };
  const file = path.resolve(io.cwd, output);
  try {
    writeFileSync(file, text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    const code = errorCodeText(error);
    throw new CommandError(
      code === "EEXIST"
        ? `${file} already exists. Remove it, or name another file with --output.`
        : `${file} can't be written (${code}): name another file with --output.`,
      { cause: error },
    );
  }
  return { file };
}
