import { isMapping, type Mapping } from "../yaml/mapping";
import type { Path } from "../yaml/path";

export { isMapping, type Mapping, type Path };

const plainKey = /^[A-Za-z_][\w-]*$/;

/** The path as `pulumi config set --path` takes it, e.g. `dex.connectors[0].config`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (text === "") return step;
    return plainKey.test(step) ? `${text}.${step}` : `${text}["${step.replaceAll('"', '\\"')}"]`;
  }, "");
}

/** In the place of a project's name: the paths are those of a component's arguments. */
export const ARGUMENTS = "";

/** The path with the config namespace, e.g. `formance-control-plane:database.admin.password`. */
export function qualifyPath(project: string, path: Path): string {
  if (project === ARGUMENTS) return formatPath(path);
  return path.length === 0 ? project : `${project}:${formatPath(path)}`;
}

/** The command that stores the value at the path encrypted; for an argument, the code that reads it. */
export function secretCommand(project: string, path: Path): string {
  if (project === ARGUMENTS) return `new pulumi.Config().requireSecret("${path.join("-")}")`;
  return `pulumi config set --path --secret ${quoted(project, path)}`;
}

/** The command that stores a value in plain text, which it asks for or reads from standard input. */
export function plainCommand(project: string, path: Path): string {
  return `pulumi config set --path ${quoted(project, path)}`;
}

/** The command that stores what looks like a number or a boolean as a string. */
export function stringCommand(project: string, path: Path): string {
  return `pulumi config set --path --type string ${quoted(project, path)} VALUE`;
}

/** The command that removes the value at the path. */
export function removeCommand(project: string, path: Path): string {
  return `pulumi config rm --path ${quoted(project, path)}`;
}

function quoted(project: string, path: Path): string {
  return `'${qualifyPath(project, path).replaceAll("'", String.raw`'\''`)}'`;
}

/** The value at the path, or nothing. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value) && typeof step === "number") return value[step];
    return isMapping(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, root);
}
