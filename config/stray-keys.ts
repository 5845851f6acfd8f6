import { providerSettings } from "../facts/provider-settings";
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
      return [{ path, message: "is not read: it is outside `config:`. Indent it below that key." }];
    }
    if (hasConfig || nearest(path, ["config"]) === undefined) return [];
    return [{ path, message: "is not read: stack files have no such key. Did you mean config?" }];
  });
}

/** Keys that were meant for the project or for a provider, but that nothing reads. */
export function misspelledNamespaces(
  project: string,
  keys: readonly string[],
  commands: ConfigCommands,
): Finding[] {
  return keys.flatMap((key) => {
    const message = aboutStray(project, key, commands);
    return message === undefined ? [] : [{ path: [], name: key, message }];
  });
}

function aboutStray(project: string, key: string, commands: ConfigCommands): string | undefined {
  const [namespace = "", ...rest] = key.split(":");
  const name = rest.at(-1) ?? "";
  if (namespace === project) {
    return `has a colon where a dot belongs. ${setAgain(commands, key, rest.join("."))}`;
  }
  if (isMeant(project, namespace, name)) {
    const reason = `is not read: the namespace of the control plane is ${project}`;
    return isPath(name)
      ? `${reason}, and a path is set with --path. ${setAgain(commands, key, name)}`
      : `${reason}. Did you mean ${qualifyPath(project, [name])}?`;
  }
  return aboutProvider(namespace, name);
}

/** A slip of a letter is one with any key; a part of the name with a key that is known, or nearly. */
function isMeant(project: string, namespace: string, name: string): boolean {
  const [short, whole] = [bare(namespace), bare(project)];
  if (short === whole) return true;
  if (nearest(namespace, [project]) !== undefined && short.length > whole.length / 2) return true;
  const parts = project.split("-");
  const begins = parts.map((_, index) => parts.slice(0, index + 1).join(""));
  const ends = parts.map((_, index) => parts.slice(index).join(""));
  const isPart = short.length > 5 && nearest(short, [...begins, ...ends]) !== undefined;
  return isPart && nearest(name.split(/[.[]/)[0] ?? "", known) !== undefined;
}

/** A slip in the namespace or in the setting of a provider; other settings may be of its releases. */
function aboutProvider(namespace: string, name: string): string | undefined {
  const provider =
    namespace === "k8s" ? "kubernetes" : nearest(namespace, Object.keys(providerSettings));
  if (provider === undefined || (provider.length - namespace.length > 2 && namespace !== "k8s"))
    return undefined;
  const settings = providerSettings[provider] ?? [];
  const meant = settings.includes(name) ? name : nearest(name, settings);
  if (meant === undefined || (namespace === provider && meant === name)) return undefined;
  return `is not read: the provider has no such setting. Did you mean ${provider}:${meant}?`;
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
    .map((key) => {
      const name = `${project}:${key}`;
      const message = isPath(key)
        ? `is a path, but was set without --path. ${setAgain(commands, name, key)}`
        : `is not a known key.${suggest(key, known)}`;
      return { path: [key], name, message };
    });
}

/** Whether a key is a path into an area. */
function isPath(key: string): boolean {
  const area = /^([^.[]+)[.[]/.exec(key)?.[1];
  return area !== undefined && known.includes(area);
}

function setAgain(commands: ConfigCommands, key: string, meant: string): string {
  return `Set it again, a secret with --secret too, and remove this one:\n${commands.asPath(key, meant)}`;
}
