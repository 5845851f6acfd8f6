import { parseArgs, type ParseArgsConfig } from "node:util";

import { errorCode, messageOf } from "../../messages/errors";
import { SandboxError } from "../errors";

/** Options that npm has too, and that a person's own npm settings may set. */
const NPM_OPTIONS = ["diff", "help", "json", "verbose", "yes"];

/**
 * Reads the command line of a command of the sandbox.
 *
 * @param command - as npm runs it, such as `npm start`
 * @param help - what an error ends with
 * @throws {SandboxError} for what the command doesn't take, and for options that npm took for itself
 */
export function parseCommandLine<Config extends ParseArgsConfig>(
  command: string,
  config: Config,
  help = ` ${command} -- --help lists the options.`,
  env: NodeJS.ProcessEnv = process.env,
): ReturnType<typeof parseArgs<Config>> {
  const taken = Object.keys(config.options ?? {}).filter((name) => npmTook(name, env));
  if (taken.length > 0) {
    const options = taken.map((name) => `--${name}`).join(", ");
    throw new SandboxError(
      `npm took ${options} for itself. Write the command's own options after --: ${command} -- --${taken[0] ?? ""}`,
    );
  }
  try {
    return parseArgs<Config>({ args: process.argv.slice(2), ...config });
  } catch (error) {
    throw new SandboxError(`${mistake(error)}${help}`);
  }
}

/** npm keeps options before `--` and hands them on as variables; `--no-login` is an empty `login`. */
function npmTook(name: string, env: NodeJS.ProcessEnv): boolean {
  if (NPM_OPTIONS.includes(name)) return false;
  const [, negated] = /^no-(.*)$/.exec(name) ?? [];
  const value = env[`npm_config_${(negated ?? name).replaceAll("-", "_")}`];
  return negated === undefined ? value !== undefined : value === "";
}

/** Node's error in a sentence. */
function mistake(error: unknown): string {
  const text = messageOf(error);
  const [, named = ""] = /'(-[^ ']+)/.exec(text) ?? [];
  if (errorCode(error) === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") {
    return `${named} ${text.includes("does not take") ? "takes no value" : "needs a value"}.`;
  }
  return `${text.split(". ")[0] ?? ""}.`;
}

/** The command that deploys a stack; that of the sandbox, where none is named. */
export function startCommand(stack: string | undefined, context?: string): string {
  const options = [
    context === undefined ? [] : ["--context", context],
    stack === undefined ? [] : ["--stack", stack],
  ].flat();
  return options.length === 0 ? "npm start" : `npm start -- ${options.join(" ")}`;
}
