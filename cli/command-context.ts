import { printableJson } from "../messages/printable";
import type { CommandIo } from "./io";

/** Options that every command has. */
export interface GlobalOptions {
  /** The stack, whose file is `Pulumi.<stack>.yaml`. */
  readonly stack?: string;
  /** Print one JSON document on standard output, and nothing else there. */
  readonly json: boolean;
  readonly color: boolean;
}

/** What a command's action works with. */
export interface CommandContext {
  readonly io: CommandIo;
  readonly options: GlobalOptions;
  /** The command's options and arguments, as its help shows them: `--domain`, `<name>`. */
  readonly argumentNames: ReadonlySet<string>;
}

/** Prints a document as `--json` does. */
export function printJson(io: CommandIo, document: unknown): void {
  io.out(`${printableJson(document, 2)}\n`);
}
