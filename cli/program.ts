import type { Command } from "commander";

import { wrap } from "../messages/wrap";
import type { CommandContext, GlobalOptions } from "./command-context";
import { addCompletion } from "./completion";
import { addHelp, GuidedCommand, optionDescription } from "./guided-command";
import { fitHelp, HELP_WIDTH } from "./help-text";
import type { CommandIo } from "./io";

/** An action's answer is the exit status. */
export type Action<A extends unknown[]> = (context: CommandContext, ...args: A) => Promise<number>;

/** Where commands are added: what they share, and how their exit status gets out. */
export interface Registry {
  readonly program: Command;
  /**
   * Wraps an action for commander: it gets the context first, then the command's own arguments and
   * its options.
   */
  readonly action: <A extends unknown[]>(
    action: Action<A>,
  ) => (...args: [...A, Command]) => Promise<void>;
}

/** The program with all its commands; `onExit` gets the exit status of the one that ran. */
export function buildProgram(
  io: CommandIo,
  version: string,
  commands: readonly ((registry: Registry) => void)[],
  onExit: (status: number) => void,
): Command {
  const program = new GuidedCommand("control-plane")
    .description("Operate a self-hosted Formance control plane.")
    .version(version)
    .option("-s, --stack <name>", "the stack; its file is Pulumi.<name>.yaml")
    .option("--json", "print one JSON document", false)
    .option("--no-color", "print without colors, as with NO_COLOR")
    .configureHelp({
      showGlobalOptions: true,
      helpWidth: Math.min(io.columns, HELP_WIDTH),
      optionDescription,
    })
    .configureOutput({
      writeOut: (text) => {
        io.out(fitHelp(text, io.columns));
      },
      writeErr: (text) => {
        io.err(wrap(text, io.columns));
      },
    })
    .exitOverride()
    .addHelpText("after", "\nExit status: 0 success, 1 problems were found, 2 wrong command line.");
  const registry: Registry = {
    program,
    action:
      <A extends unknown[]>(action: Action<A>) =>
      async (...args: [...A, Command]) => {
        const command = args.at(-1) as Command;
        const given = command.optsWithGlobals<GlobalOptions>();
        const color = given.color && io.color;
        const argumentNames = new Set([
          ...command.options.flatMap(({ long }) => long ?? []),
          ...command.registeredArguments.map((argument) => `<${argument.name()}>`),
        ]);
        const context = { io: { ...io, color }, options: { ...given, color }, argumentNames };
        onExit(await action(context, ...(args.slice(0, -1) as A)));
      },
  };
  for (const register of commands) register(registry);
  addHelp(program);
  addCompletion(program, io.cwd);
  return program;
}
