import { createPatch } from "diff";
import { stringify } from "yaml";

import { counted } from "../../messages/counted";
import { partTitles, type ChangeKind, type ResourceChange } from "./changes";
import type { SettingChange } from "./setting-changes";

/** How much is told. */
export interface ReportOptions {
  /** Each object by its name. */
  readonly verbose: boolean;
  /** The YAML that changed. */
  readonly diff: boolean;
}

/** The areas of the stack config that are about one part alone. */
const AREAS: Readonly<Record<string, string>> = {
  database: "Databases",
  dex: "Dex",
  membership: "Membership",
  console: "Console",
  portal: "Portal",
  ingress: "Public entry",
  gateway: "Public entry",
  targetGroupBindings: "Public entry",
  networkPolicies: "Network",
  externalSecrets: "External Secrets",
  seed: "Seed",
};
/** More of one kind are counted, unless each is asked for. */
const NAMED = 3;
/** What the engine writes in the place of a secret, and what is shown. */
const SECRET_SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "[secret]";
/** Lines around a change. */
const CONTEXT = 2;

/**
 * What a deployment changed, a paragraph for each part of the control plane: the settings that did
 * it, the objects, and the pods that restart.
 */
export function changesReport(
  changes: readonly ResourceChange[],
  settings: readonly SettingChange[],
  options: ReportOptions,
): string[] {
  const parts = partTitles.filter((title) => changes.some(({ part }) => part === title));
  const partOf = ({ path }: SettingChange) => AREAS[/^\w+/.exec(path)?.[0] ?? ""] ?? "";
  const general = settings.filter((setting) => !parts.includes(partOf(setting)));
  return [
    ...general.map(settingText),
    ...parts.flatMap((title) => {
      const own = changes.filter(({ part }) => part === title);
      return [
        title,
        ...settings.filter((setting) => partOf(setting) === title).map(settingText),
        ...objectLines(own, options),
      ].map((line, index) => (index === 0 ? line : `  ${line}`));
    }),
  ];
}

function settingText({ path, text }: SettingChange): string {
  return `because of ${path}: ${text}`;
}

function objectLines(changes: readonly ResourceChange[], options: ReportOptions): string[] {
  const kinds: readonly ChangeKind[] = ["created", "updated", "replaced", "deleted"];
  const lines = kinds.flatMap((kind) => {
    const own = changes.filter((change) => change.kind === kind);
    if (own.length === 0) return [];
    if (!options.diff) return [`${kind} ${names(own, options.verbose)}`];
    return own.flatMap((change) => [`${kind} ${change.name}`, ...diffLines(change)]);
  });
  const restarted = changes.filter(({ restarts }) => restarts);
  return restarted.length === 0
    ? lines
    : [...lines, `restarts the pods of ${restarted.map(({ name }) => name).join(", ")}`];
}

function names(changes: readonly ResourceChange[], verbose: boolean): string {
  const all = changes.map(({ name }) => name);
  if (verbose || all.length <= NAMED) return all.join(", ");
  const [kind = "", ...others] = new Set(all.map((name) => name.split(" ")[0]));
  return others.length === 0 ? `${all.length} ${plural(kind)}` : counted(all.length, "resource");
}

function plural(kind: string): string {
  if (kind.endsWith("y")) return `${kind.slice(0, -1)}ies`;
  return kind.endsWith("s") ? `${kind}es` : `${kind}s`;
}

/** The lines of an object that changed; the engine has put `[secret]` for secrets. */
function diffLines({ name, before, after }: ResourceChange): string[] {
  const yaml = (value: unknown) => (value === undefined ? "" : stringify(withoutMarks(value)));
  return createPatch(name, yaml(before), yaml(after), "", "", { context: CONTEXT })
    .split("\n")
    .slice(4)
    .filter((line) => line !== "" && !line.startsWith("\\"))
    .map((line) => `  ${line.startsWith("@@") ? "…" : line}`);
}

/** The engine's own keys, such as the marks of defaults and secrets, say nothing to a person. */
function withoutMarks(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      if (key.startsWith("__")) return undefined;
      return isSecretMark(inner) ? SECRET : inner;
    }),
  ) as unknown;
}

function isSecretMark(value: unknown): boolean {
  return typeof value === "object" && value !== null && SECRET_SIGNATURE in value;
}
