import { wrap, wrapCommand } from "../messages/wrap";

/** Wider lines are hard to read. */
export const HELP_WIDTH = 100;

/**
 * A help in lines of the terminal's width: its paragraphs are broken anew, and an example that is
 * longer goes on as a shell takes it.
 */
export function fitHelp(text: string, columns: number): string {
  const width = Math.min(columns, HELP_WIDTH);
  const lines = text.replaceAll(/(?<=^\S.*)\n(?=\S)/gm, " ").split("\n");
  const fitting = lines.map((line) => {
    const isExample = /^ {2,}(?:control-plane|pulumi|helm|--)/.test(line);
    return isExample && line.length > columns ? wrapCommand(line, columns, 2) : line;
  });
  return wrap(fitting.join("\n"), width);
}
