import { Command, Help, type Option } from "commander";

/** A command whose mistakes lead to its own help, and that tells every missing option at once. */
export class GuidedCommand extends Command {
  override createCommand(name?: string): GuidedCommand {
    return new GuidedCommand(name);
  }

  override error(message: string, options?: Parameters<Command["error"]>[1]): never {
    const what = this.commands.length > 0 ? "commands" : "options";
    this.showHelpAfterError(`Run ${commandLine(this)} --help for its ${what}.`);
    return super.error(plainWords(message), options);
  }

  /** Commander calls it for the first option that is missing. */
  missingMandatoryOptionValue(): void {
    const missing = this.options
      .filter(
        (option) => option.mandatory && this.getOptionValue(option.attributeName()) === undefined,
      )
      .map(({ flags }) => `'${flags}'`);
    const noun = missing.length === 1 ? "option" : "options";
    this.error(`error: required ${noun} not specified: ${missing.join(", ")}`, {
      code: "commander.missingMandatoryOptionValue",
    });
  }
}

/** Commander's words for an argument that is none of those allowed, in plain ones. */
function plainWords(message: string): string {
  return message.replace(
    /^error: command-argument value ('.*') is invalid for argument '(.*?)'\./,
    "error: $1 is not a $2.",
  );
}

/** An option's description; that a switch is off unless it is given is no news. */
export function optionDescription(option: Option): string {
  const description = new Help().optionDescription(option);
  return description.replace(/ \(default: false\)$/, "");
}

/** `control-plane create user`. */
function commandLine(command: Command): string {
  const above = command.parent === null ? "" : `${commandLine(command.parent)} `;
  return above + command.name();
}

/** Adds `help`, which also finds a command of a command. */
export function addHelp(program: Command): void {
  program.helpCommand(false);
  program
    .command("help")
    .argument("[command...]", "a command, such as seed plan")
    .description("Show the help of a command.")
    .action((names: readonly string[]) => {
      let found = program;
      for (const name of names) {
        const next = found.commands.find((command) => command.name() === name);
        if (next === undefined) found.error(`error: unknown command '${name}'`);
        found = next ?? found;
      }
      found.outputHelp();
    });
}
