import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";

import { counted } from "../../messages/counted";
import { wrap } from "../../messages/wrap";
import { printJson, type CommandContext } from "../command-context";
import { CommandError, EXIT, UsageError } from "../errors";
import { PROJECT } from "../project";
import { copyStackFile, missingSecrets, sourceFile } from "./stack-copy";
import { initStack, storeSecret } from "../store-secrets";

/** The options of `stack new`. */
export interface NewOptions {
  readonly from: string;
}

/** Runs `stack new`. */
export async function newStack(
  { io, options }: CommandContext,
  name: string,
  { from }: NewOptions,
): Promise<number> {
  if (!/^[\w.-]+$/.test(name)) {
    throw new UsageError(`<name> may have only letters, digits, periods, hyphens and underscores.`);
  }
  const file = path.join(io.cwd, `Pulumi.${name}.yaml`);
  if (existsSync(file)) throw new CommandError(`${file} already exists. Nothing was written.`);
  const source = sourceFile(io.cwd, from);
  writeFileSync(file, copyStackFile(source, file));
  io.err(`Wrote ${path.basename(file)}, from ${path.relative(io.cwd, source)}.\n`);

  const secrets = missingSecrets(PROJECT, io.cwd, file);
  const left: string[] = [];
  const failure = await initStack(io, name);
  if (failure !== undefined) {
    io.err(`${failure}\n`);
    left.push(`pulumi stack init ${name}`);
  }
  if (failure === undefined && io.askSecret !== undefined && !options.json) {
    io.err(`It needs ${counted(secrets.length, "secret")}.\n`);
    for (const { key } of secrets) await storeSecret(io, name, key, await io.askSecret(key));
  } else {
    left.push(...secrets.map(({ command }) => `${command} --stack ${name}`));
  }
  if (options.json) printJson(io, { file, secrets: secrets.map(({ key }) => key), commands: left });
  else io.out(wrap(nextSteps(file, name, left), io.columns));
  return EXIT.ok;
}

function nextSteps(file: string, name: string, left: readonly string[]): string {
  const commands =
    left.length === 0 ? "" : `Then run:\n${left.map((each) => `  ${each}\n`).join("")}`;
  return `Edit ${path.basename(file)}: the domain, the database, how users log in, the public entry.\n${commands}Check it:\n  npx control-plane preflight --stack ${name}\n`;
}
