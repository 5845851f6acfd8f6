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
  if (Array.isArray(before) && Array.isArray(after)) {
    const names = [before.map(nameOf), after.map(nameOf)] as const;
    if (names.every(areNames)) {
      compareByName(path, before, after, changes);
      return;
    }
  }
  const [old, now] = [entriesOf(before), entriesOf(after)];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    compare([...path, key], old.get(key), now.get(key), changes);
  }
}

/** An entry that is put before others is no change of these. */
function compareByName(
  path: readonly Step[],
  before: readonly unknown[],
  after: readonly unknown[],
  changes: SettingChange[],
): void {
  const names = after.map(nameOf);
  for (const [index, entry] of before.entries()) {
    if (!names.includes(nameOf(entry))) compare([...path, index], entry, undefined, changes);
  }
  for (const [index, entry] of after.entries()) {
    const earlier = before.find((each) => nameOf(each) === names[index]);
    compare([...path, index], earlier, entry, changes);
  }
}

/** The fields by which entries of lists are known. */
const NAMES = ["id", "email", "user", "name"];

function nameOf(entry: unknown): string | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const fields = entry as Readonly<Record<string, unknown>>;
  const name = NAMES.map((field) => fields[field]).find((value) => typeof value === "string");
  return typeof name === "string" ? name : undefined;
}

/** Whether each entry has a name of its own. */
function areNames(names: readonly (string | undefined)[]): boolean {
  return !names.includes(undefined) && new Set(names).size === names.length;
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
  if (before === undefined) return `added${shown(nameOf(after) ?? after, ": ")}`;
  if (after === undefined) return `removed${shown(nameOf(before), ": ")}`;
  const [old, now] = [shown(before), shown(after)];
  return old === "" || now === "" ? "changed" : `${old} → ${now}`;
}

/** A scalar, if it is short; maps and secrets aren't shown. */
function shown(value: unknown, prefix = ""): string {
  if (typeof value === "object" || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHORT ? "" : prefix + text;
}
