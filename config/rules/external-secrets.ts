import { suggest } from "../../messages/did-you-mean";
import { isMapping, type Path } from "../path";
import type { Rule, RuleContext } from "./context";

/** References to a Secret from the store must use a key that it gets. */
export const externalSecretsRule: Rule = (context) => {
  const { secrets } = context.config.externalSecrets ?? {};
  if (secrets === undefined) return;
  if (Object.keys(secrets).length === 0) {
    context.report(
      ["externalSecrets", "secrets"],
      "is empty. Name the Secrets, or remove the area.",
    );
  }
  for (const [name, secret] of Object.entries(secrets)) {
    const { data } = secret ?? {};
    if (data === undefined || Object.keys(data).length > 0) continue;
    const path = ["externalSecrets", "secrets", name, "data"];
    context.report(path, "is empty. Name the source of each key in the store.");
  }
  reportMissingKeys(context, keysOf(secrets));
};

function keysOf(secrets: object): ReadonlyMap<string, readonly string[]> {
  const keys = Object.entries(secrets).flatMap(([name, secret]: [string, unknown]) => {
    const data = isMapping(secret) ? secret.data : undefined;
    return isMapping(data) ? [[name, Object.keys(data)] as const] : [];
  });
  return new Map(keys);
}

function reportMissingKeys(
  context: RuleContext,
  filled: ReadonlyMap<string, readonly string[]>,
): void {
  for (const { path, name, key } of secretReferences(context.config)) {
    const keys = filled.get(name);
    if (keys === undefined || keys.length === 0 || keys.includes(key)) continue;
    context.report(
      [...path, "key"],
      `is a key that ${context.name("externalSecrets", "secrets", name)} doesn't fill.${suggest(key, keys)}`,
    );
  }
}

/** A reference to a key of a Secret in the config. */
interface Reference {
  readonly path: Path;
  readonly name: string;
  readonly key: string;
}

/** Every `{name, key}` of the config. */
function secretReferences(value: unknown, path: Path = []): Reference[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => secretReferences(item, [...path, index]));
  }
  if (!isMapping(value)) return [];
  const { name, key, ...others } = value;
  if (typeof name === "string" && typeof key === "string" && Object.keys(others).length === 0) {
    return [{ path, name, key }];
  }
  return Object.entries(value).flatMap(([step, below]) => secretReferences(below, [...path, step]));
}
