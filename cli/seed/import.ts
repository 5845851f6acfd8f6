import { firstOf } from "../../messages/first-of";
import { printable } from "../../messages/printable";
import { sentence } from "../../messages/sentence";
import { importSeed } from "../../seed/import";
import { type CommandContext, printJson } from "../command-context";
import { EXIT } from "../errors";
import { writeYaml } from "../../yaml/write";
import type { DatabaseOptions } from "./database-options";
import { SEED_KEY } from "./specification-file";
import { databaseTarget, placeDocument } from "./target";
import { writeResult } from "./write-result";

/** The options of `seed import`. */
export interface ImportOptions extends DatabaseOptions {
  readonly output?: string;
}

/** Runs `seed import`. */
export async function importIntoYaml(
  context: CommandContext,
  options: ImportOptions,
): Promise<number> {
  const { io } = context;
  const target = await databaseTarget(context, options);
  const { specification, notes } = await importSeed(target.connection, target.schema);
  const yaml = writeYaml({ config: { [SEED_KEY]: specification } });
  for (const note of firstOf(notes)) io.err(`Note: ${sentence(printable(note))}\n`);
  if (notes.some((note) => note.includes(" is left out: ")))
    io.err("Whatever is left out stays unchanged in the database.\n");
  if (context.options.json) {
    const written = options.output === undefined ? {} : writeResult(io, options.output, yaml);
    printJson(io, { database: placeDocument(target), specification, notes, ...written });
  } else if (options.output === undefined) {
    io.out(yaml);
  } else {
    io.err(`Written: ${writeResult(io, options.output, yaml).file ?? ""}\n`);
  }
  return EXIT.ok;
}
