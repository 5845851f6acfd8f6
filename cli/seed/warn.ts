import { printable } from "../../messages/printable";
import { sentence } from "../../messages/sentence";
import type { CommandIo } from "../io";

/** Prints what the database has no place for, and the like, beside a command's answer. */
export function warn(io: Pick<CommandIo, "err">, warnings: readonly string[]): void {
  for (const warning of warnings) io.err(`Warning: ${sentence(printable(warning))}\n`);
}
