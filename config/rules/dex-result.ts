import { valueAt, type Path } from "../path";
import type { RuleContext } from "./context";

/** Where Dex's configuration is overridden. */
export const overridesPath: Path = ["dex", "configOverrides"];

/** What an override puts in the place of a setting; `null` removes it. */
export interface Override {
  readonly path: Path;
  readonly value: unknown;
}

/** The override that decides a key of Dex's configuration, by itself or by a map above it. */
export function overrideOf(context: RuleContext, ...key: readonly string[]): Override | undefined {
  const overrides = context.config.dex?.configOverrides;
  for (const length of key.keys()) {
    const at = key.slice(0, length + 1);
    const value = valueAt(overrides, at);
    if (value === undefined) return undefined;
    if (value === null || at.length === key.length) {
      return { path: [...overridesPath, ...at], value };
    }
  }
  return undefined;
}

/** The entries of what should be a list. */
export function entriesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Whether the settings create the first local user. */
export function hasAdmin({ config: { dex }, production }: RuleContext): boolean {
  return dex?.admin?.enabled ?? !production;
}

/** Whether the settings make local users. */
export function makesLocalUsers(context: RuleContext): boolean {
  return hasAdmin(context) || context.has("dex", "localUsers", 0);
}

/** Whether Dex has local users in the end. */
export function hasLocalUsers(context: RuleContext): boolean {
  const users = overrideOf(context, "staticPasswords");
  return users === undefined ? makesLocalUsers(context) : entriesOf(users.value).length > 0;
}

/** Whether Dex has connectors in the end. */
export function hasConnectors(context: RuleContext): boolean {
  const connectors = overrideOf(context, "connectors");
  return connectors === undefined
    ? context.has("dex", "connectors", 0)
    : entriesOf(connectors.value).length > 0;
}
