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

/** Whether a path is an outer one, or leads into it. */
export function isWithin(path: Path, outer: Path): boolean {
  return outer.every((step, index) => step === path[index]);
}

/** The value at the path, or nothing. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value) && typeof step === "number") return value[step];
    return isMapping(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, root);
}
