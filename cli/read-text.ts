import { readFileSync } from "node:fs";
import path from "node:path";

import { errorCodeText } from "../messages/errors";
import { CommandError, UsageError } from "./errors";

/** The text of a file, relative to the command's folder; `problem` says why there is none. */
export function readText(folder: string, file: string, problem: (code: string) => string): string {
  try {
    return readFileSync(path.resolve(folder, file), "utf8");
  } catch (error) {
    throw new CommandError(problem(errorCodeText(error)), { cause: error });
  }
}

/** The text of a file that an option names; where it can't be read, the command line is wrong. */
export function readOptionFile(folder: string, file: string, option: string): string {
  try {
    return readFileSync(path.resolve(folder, file), "utf8");
  } catch (error) {
    throw new UsageError(`${option} names ${file}, which can't be read.`, { cause: error });
  }
}
