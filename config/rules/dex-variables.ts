import { defaults } from "../../facts/defaults";
import { isSecretName } from "../../facts/secret-names";
import type { ConfigCommands } from "../commands";
import { isMapping, valueAt, type Path } from "../path";
import type { Finding } from "../problem";
import { knownText, SecretText } from "../secret-text";
import type { Rule } from "./context";

/** Parts of the config whose texts reach Dex's file, where Dex could be told to expand variables. */
const parts: readonly Path[] = [
  ["dex", "connectors"],
  ["dex", "configOverrides"],
];

/** A variable of Dex's environment as people write it; a lower-case name only in braces. */
const variable = /\$(?:\{([A-Za-z_]\w*)\}|([A-Z_][A-Z\d_]*)(?!\w))/g;

/** Texts that name a variable of Dex's environment, which is not expanded: `$` is a letter there. */
export const dexVariablesRule: Rule = (context) => {
  for (const { path, message } of dexVariables(context.commands, context.written)) {
    context.report(path, message);
  }
};

/** The same for a config as it is written. */
export function dexVariables(commands: ConfigCommands, config: unknown): Finding[] {
  return parts.flatMap((part) => findingsIn(commands, config, part));
}

function findingsIn(commands: ConfigCommands, config: unknown, path: Path): Finding[] {
  const value = valueAt(config, path);
  const steps = Array.isArray(value)
    ? [...value.keys()]
    : isMapping(value)
      ? Object.keys(value)
      : [];
  if (steps.length > 0) {
    return steps.flatMap((step) => findingsIn(commands, config, [...path, step]));
  }
  const text = knownText(value);
  if (text === undefined) return [];
  const isSecret = value instanceof SecretText || isSecretName(String(path.at(-1)));
  const names = namesIn(text, !isSecret && isExpanded(path));
  if (names.length === 0) return [];
  const command = isSecret ? commands.secret(path) : commands.plain(path);
  return [{ path, message: messageOf(config, text, names, command) }];
}

/** The variables that a text names; a part of a password may look like one by chance. */
function namesIn(text: string, inParts: boolean): string[] {
  const found = [...text.matchAll(variable)];
  return found
    .filter(([whole]) => inParts || whole === text)
    .map(([, braced, bare]) => braced ?? bare ?? "");
}

/** Whether Dex would expand parts of the text: those of a connector's settings and the like. */
function isExpanded([, part, section, below, ...others]: Path): boolean {
  if (part === "connectors") return !["id", "name", "type", "preset"].includes(String(below));
  if (section === "connectors") return others[0] === "config";
  return ["storage", "signer"].includes(String(section)) && below === "config";
}

function messageOf(
  config: unknown,
  text: string,
  names: readonly string[],
  command: string,
): string {
  const [name = "", ...others] = names;
  const found = `${others.length === 0 ? "names the variable" : "names the variables"} ${names.join(", ")}, which Dex doesn't expand here.`;
  const isWhole = text === `$${name}` || text === `\${${name}}`;
  if (!isWhole)
    return `${found} Store the text with the ${others.length === 0 ? "value" : "values"} in place:\n${command}`;
  const ref = valueAt(config, ["dex", "env", name, "secretRef"]);
  if (!isMapping(ref)) return `${found} Store the value itself:\n${command}`;
  const { name: secret, key } = ref;
  const given = valueAt(config, ["namespace"]);
  const namespace = typeof given === "string" ? given : defaults.namespace;
  return `${found} Store the value itself, which is in the key ${String(key)} of the Secret ${String(secret)}:\nkubectl get secret ${String(secret)} --namespace ${namespace} --output 'go-template={{index .data "${String(key)}" | base64decode}}'${command.startsWith("#") ? "\n" : " | "}${command}`;
}
