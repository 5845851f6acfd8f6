import { globSync } from "node:fs";

import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";

/**
 * Adds the command `complete`, which prints a shell's completion script, and answers that script.
 * Stacks are completed from the stack files of the folder.
 */
export function addCompletion(program: Command, folder: string): void {
  const root = tab(program);
  const stacks = (complete: (value: string, description: string) => void): void => {
    for (const file of globSync("Pulumi.*.yaml", { cwd: folder }).sort()) {
      complete(file.slice("Pulumi.".length, -".yaml".length), file);
    }
  };
  // The adapter knows a command's own options only, and the values of choices only.
  for (const command of [root, ...root.commands.values()]) {
    for (const option of program.options) {
      const name = option.long?.slice(2);
      if (name === "stack") command.option(name, option.description, stacks, "s");
      else if (name !== undefined) command.option(name, option.description);
    }
  }
}
