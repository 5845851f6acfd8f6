import { shellWord } from "../messages/shell-word";
import { formatPath, qualifyPath, type Path } from "./path";

/** The commands that change a stack's config, as messages name them. */
export interface ConfigCommands {
  /** Stores the value at the path encrypted; it is asked for, or read from standard input. */
  readonly secret: (path: Path) => string;
  /** Stores a value in plain text. */
  readonly plain: (path: Path) => string;
  /** Stores a part of a list or a map, such as its first entry. */
  readonly part: (path: Path) => string;
  /** Stores what looks like a number or a boolean as a string. */
  readonly string: (path: Path) => string;
  /** Removes the value at the path. */
  readonly remove: (path: Path) => string;
  /** Removes a key, in full, that is no path, and sets the path that was meant. */
  readonly asPath: (key: string, meant: string) => string;
  /** Whether the values stand in code, which no command changes. */
  readonly inCode: boolean;
}

/** Those of the Pulumi CLI; without a stack, for the one that is selected. */
export function pulumiCommands(project: string, stack?: string): ConfigCommands {
  const end = stack === undefined ? "" : ` --stack ${shellWord(stack)}`;
  const name = (path: Path) => quoted(qualifyPath(project, path));
  return {
    secret: (path) => `pulumi config set --path --secret ${name(path)}${end}`,
    plain: (path) => `pulumi config set --path ${name(path)}${end}`,
    part: (path) => `pulumi config set --path ${name(path)} VALUE${end}`,
    string: (path) => `pulumi config set --path --type string ${name(path)} VALUE${end}`,
    remove: (path) => `pulumi config rm --path ${name(path)}${end}`,
    asPath: (key, meant) => {
      const right = quoted(`${project}:${meant}`);
      return `pulumi config set --path ${right} VALUE${end}\npulumi config rm ${quoted(key)}${end}`;
    },
    inCode: false,
  };
}

/**
 * Those of the sandbox, whose back end and passphrase the Pulumi CLI doesn't know. What is no secret
 * is edited in the stack file, and said as a shell's comment, so that all lines can be pasted.
 */
export function sandboxCommands(stack: string): ConfigCommands {
  const end = stack === "dev" ? "" : ` -- --stack ${shellWord(stack)}`;
  const edit = (what: string) => `# In Pulumi.${stack}.yaml, ${what}`;
  return {
    secret: (path) => `npm run secret ${quoted(formatPath(path))}${end}`,
    plain: (path) => edit(`set ${formatPath(path)}`),
    part: (path) => edit(`set ${formatPath(path)}`),
    string: (path) => edit(`put ${formatPath(path)} in quotes`),
    remove: (path) => edit(`remove ${formatPath(path)}`),
    asPath: (key, meant) => edit(`write ${meant} as a map, and remove ${key}`),
    inCode: false,
  };
}

/** For a component's arguments: what a program reads a secret with. */
export const codeCommands: ConfigCommands = {
  secret: (path) => `new pulumi.Config().requireSecret("${path.join("-")}")`,
  plain: (path) => `new pulumi.Config().require("${path.join("-")}")`,
  part: (path) => formatPath(path),
  string: (path) => formatPath(path),
  remove: (path) => formatPath(path),
  asPath: (_key, meant) => meant,
  inCode: true,
};

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
