import { defaults } from "../../facts/defaults";
import { isSecretName } from "../../facts/plain-secrets";
import { isMapping, valueAt, type Path } from "../path";
import { SecretText } from "../secret-text";
import type { Rule, RuleContext } from "./context";

/** Parts of the config whose texts reach Dex's file, where Dex could be told to expand variables. */
const parts: readonly Path[] = [
  ["dex", "connectors"],
  ["dex", "configOverrides"],
];

/** The name of a variable that stands for a whole value, as Dex's own files have it. */
const variable = /^\$(?:\{([A-Za-z_]\w*)\}|([A-Z_][A-Z\d_]*))$/;

/** Texts that name a variable of Dex's environment, which is not expanded: `$` is a letter there. */
export const dexVariablesRule: Rule = (context) => {
  for (const part of parts) visit(context, part, valueAt(context.config, part));
};

function visit(context: RuleContext, path: Path, value: unknown): void {
  if (Array.isArray(value)) {
    value.forEach((child, index) => {
      visit(context, [...path, index], child);
    });
  } else if (isMapping(value)) {
    for (const [key, child] of Object.entries(value)) visit(context, [...path, key], child);
  } else {
    const text = value instanceof SecretText && !value.isSealed ? value.reveal() : value;
    const name = typeof text === "string" ? nameIn(text) : undefined;
    if (name === undefined) return;
    const isSecret = value instanceof SecretText || isSecretName(String(path.at(-1)));
    const command = isSecret ? context.secretCommand(...path) : context.plainCommand(...path);
    context.report(path, messageOf(context, name, command));
  }
}

function nameIn(text: string): string | undefined {
  const [, inBraces, bare] = variable.exec(text) ?? [];
  return inBraces ?? bare;
}

function messageOf(context: RuleContext, name: string, command: string): string {
  const found = `names the variable ${name}, which Dex doesn't expand here. Store the value itself`;
  const ref: unknown = valueAt(context.config, ["dex", "env", name, "secretRef"]);
  if (!isMapping(ref)) return `${found}:\n${command}`;
  const { name: secret, key } = ref;
  const namespace = context.config.namespace ?? defaults.namespace;
  return `${found}, which is in the key ${String(key)} of the Secret ${String(secret)}:\nkubectl get secret ${String(secret)} --namespace ${namespace} --output 'go-template={{index .data "${String(key)}" | base64decode}}' | ${command}`;
}
