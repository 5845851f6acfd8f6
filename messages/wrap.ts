/**
 * Breaks at spaces; a word that is longer than a line, such as a URL, stays whole, and so does a
 * command, which can only be pasted in one piece. What a line is indented by, the lines that it
 * breaks into are too, plus `hanging` spaces.
 */
export function wrap(text: string, width: number, hanging = 0): string {
  return text
    .split("\n")
    .flatMap((paragraph) => {
      const indent = /^ */.exec(paragraph)?.[0] ?? "";
      return fill(wordsOf(paragraph.slice(indent.length)), width, indent, hanging);
    })
    .join("\n");
}

/**
 * The same for a command of a shell, which reads a line that ends in a backslash and the next one as
 * one.
 */
export function wrapCommand(command: string, width: number, hanging: number): string {
  const indent = /^ */.exec(command)?.[0] ?? "";
  return fill(command.slice(indent.length).split(" "), width - 2, indent, hanging).join(" \\\n");
}

function fill(words: readonly string[], width: number, indent: string, hanging: number): string[] {
  const further = indent + " ".repeat(hanging);
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of words) {
    if (line !== undefined && line.length + 1 + word.length > width) {
      lines.push(line);
      line = further + word;
    } else {
      line = line === undefined ? indent + word : `${line} ${word}`;
    }
  }
  return line === undefined ? lines : [...lines, line];
}

/** Programs that messages tell people to run, with what they are to do. */
const PROGRAM = [
  String.raw`npm(?: --silent)? start`,
  String.raw`npm (?:ci|install)`,
  String.raw`npm run(?: --silent)? [a-z][\w:]*`,
  String.raw`(?:npx )?control-plane(?: [a-z][a-z-]*){1,2}`,
  String.raw`pulumi (?:config|stack|plugin) [a-z-]+`,
  String.raw`pulumi [a-z]+`,
  String.raw`fctl(?: [a-z][a-z-]*)+`,
  String.raw`kill -[A-Z]+`,
].join("|");
/** An option with its value, a placeholder, a number, or what is in quotes. */
const ARGUMENT = String.raw`--(?= )|--?[a-z][\w-]*(?:[= ](?:'[^']*'|[^\s'(),;-][^\s'(),;]*))?|'[^']*'|[A-Z]{2,}|\d+`;
const COMMAND = new RegExp(`(?<![\\w-])(?:${PROGRAM})(?: (?:${ARGUMENT}))*`, "g");
/** Such a line is a command, or a line of /etc/hosts, as a whole. */
const COMMAND_LINE =
  /^(?:#|127\.0\.0\.1 |(?:npm|npx|pulumi|kubectl|control-plane|fctl) .*(?:--|').*[^.]$)/;
/** Stands for a space that is no place to break at. */
const JOINED = "\u0000";

/** The words of a text, each command being one. */
function wordsOf(text: string): string[] {
  if (COMMAND_LINE.test(text)) return [text];
  const joined = text.replace(COMMAND, (command) => command.replaceAll(" ", JOINED));
  return joined.split(" ").map((word) => word.replaceAll(JOINED, " "));
}
