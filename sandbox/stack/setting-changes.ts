import { isDeepStrictEqual } from "node:util";

import { parse } from "yaml";

import { formatPath } from "../../config/path";
import { NAMESPACE } from "./stack-settings";

/** A setting that was changed since the last deployment. */
export interface SettingChange {
  /** As messages name it, without the program's namespace: `dex.expiry.idTokens`. */
  readonly path: string;
  /** What was done to it, with the values where they are short and no secrets. */
  readonly text: string;
}

type Step = string | number;

const SHORT = 40;

/** What differs between two stack files. */
export function settingChanges(before: string, after: string): SettingChange[] {
  const changes: SettingChange[] = [];
  compare([], configOf(before), configOf(after), changes);
  return changes;
}

function configOf(text: string): unknown {
  const file = parse(text) as { config?: Record<string, unknown> } | null;
  return Object.fromEntries(
    Object.entries(file?.config ?? {}).map(([key, value]) => [
      key.startsWith(`${NAMESPACE}:`) ? key.slice(NAMESPACE.length + 1) : key,
      value,
    ]),
  );
}

function compare(
  path: readonly Step[],
  before: unknown,
  after: unknown,
  changes: SettingChange[],
): void {
  if (isDeepStrictEqual(before, after)) return;
  if (isEncrypted(before) || isEncrypted(after) || !areAlike(before, after)) {
    changes.push({ path: formatPath(path), text: textOf(before, after) });
    return;
  }
  const [old, now] = [entriesOf(before), entriesOf(after)];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    compare([...path, key], old.get(key), now.get(key), changes);
  }
}

function areAlike(before: unknown, after: unknown): boolean {
  return (
    typeof before === "object" &&
    typeof after === "object" &&
    before !== null &&
    after !== null &&
    Array.isArray(before) === Array.isArray(after)
  );
}

function entriesOf(value: unknown): Map<Step, unknown> {
  return Array.isArray(value)
    ? new Map(value.map((entry, index): [Step, unknown] => [index, entry]))
    : new Map<Step, unknown>(Object.entries(value as object));
}

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "secure" in value;
}

function textOf(before: unknown, after: unknown): string {
  if (before === undefined) return `added${shown(after, ": ")}`;
  if (after === undefined) return "removed";
  const [old, now] = [shown(before), shown(after)];
  return old === "" || now === "" ? "changed" : `${old} → ${now}`;
}

/** A scalar, if it is short; maps and secrets aren't shown. */
function shown(value: unknown, prefix = ""): string {
  if (typeof value === "object") return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHORT ? "" : prefix + text;
}
