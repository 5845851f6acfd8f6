import { nearest, suggest } from "../messages/did-you-mean";
import type { Mapping } from "../yaml/mapping";
import type { ConfigCommands } from "./commands";
import { qualifyPath } from "./path";
import type { Finding, Problem } from "./problem";
import { stackConfigSchema } from "./schema";

const known = Object.keys(stackConfigSchema.shape);

/** Keys of a stack file that the engine doesn't read, because they stand beside `config:`. */
export function keysOutsideConfig(project: string, file: Mapping): Problem[] {
  const hasConfig = Object.hasOwn(file, "config");
  return Object.keys(file).flatMap((path) => {
    if (path === "config") return [];
    if (path.startsWith(`${project}:`) || (!hasConfig && known.includes(path))) {
      return [
        { path, message: "is not read: it stands outside of `config:`. Indent it below that key." },
      ];
    }
    if (hasConfig || nearest(path, ["config"]) === undefined) return [];
    return [{ path, message: "is not read: it is no key of a stack file. Did you mean config?" }];
  });
}

/** Keys that were meant for the project, but have another namespace. */
export function misspeltNamespaces(project: string, keys: readonly string[]): Finding[] {
  return keys.flatMap((key) => {
    const [namespace = "", ...rest] = key.split(":");
    const name = rest.at(-1) ?? "";
    if (!isMeant(project, namespace, name)) return [];
    const meant = qualifyPath(project, [name]);
    const message = `is not read: the namespace of the control plane is ${project}. Did you mean ${meant}?`;
    return [{ path: [], name: key, message }];
  });
}

/** A slip of a letter is one with any key; a part of the name with a key that is known, or nearly. */
function isMeant(project: string, namespace: string, name: string): boolean {
  const [short, whole] = [bare(namespace), bare(project)];
  if (short === whole) return true;
  if (nearest(namespace, [project]) !== undefined && short.length > whole.length / 2) return true;
  const isPart = short.length > 5 && (whole.startsWith(short) || whole.endsWith(short));
  return isPart && nearest(name.split(/[.[]/)[0] ?? "", known) !== undefined;
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[-_. ]/g, "");
}

/** Keys of the project that no setting has. */
export function unknownKeys(
  project: string,
  keys: readonly string[],
  commands: ConfigCommands,
): Finding[] {
  return keys
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: [key], name: `${project}:${key}`, message: aboutKey(key, commands) }));
}

function aboutKey(key: string, commands: ConfigCommands): string {
  const area = /^([^.[]+)[.[]/.exec(key)?.[1];
  if (area === undefined || !known.includes(area))
    return `is not a known key.${suggest(key, known)}`;
  return `is a path, but was set without --path. Set it again, a secret with --secret too, and remove this one:\n${commands.asPath(key)}`;
}
