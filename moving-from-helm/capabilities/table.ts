import { readFileSync } from "node:fs";
import path from "node:path";
import { readYaml } from "../../yaml/read";
import { capabilitiesFile, type Capability, type LeftOver } from "./capability";
import { expandValues } from "./placeholders";

/** The compiler copies no data, so the file is read from the sources; the package has both. */
const file = path.join(__dirname, "../../../moving-from-helm/capabilities/capabilities.yaml");

let loaded: ReturnType<typeof load> | undefined;

function load() {
  const { capabilities, otherCharts } = capabilitiesFile.parse(
    readYaml(readFileSync(file, "utf8")).value,
  );
  return {
    capabilities,
    otherCharts,
    values: capabilities.flatMap((each) => valuesOf(each).flatMap(expandValues)).map(compiled),
    leftOver: capabilities
      .flatMap(({ leftOver }) => Object.entries(leftOver ?? {}))
      .sort(([left], [right]) => exactness(right) - exactness(left))
      .map(([pattern, reason]) => [compiled(pattern), reason] as const),
  };
}

function table() {
  loaded ??= load();
  return loaded;
}

/** All capabilities of the vendor's chart, in the order of their ids. */
export function capabilities(): readonly Capability[] {
  return table().capabilities;
}

/** The values that a capability is about, with placeholders and choices. */
export function valuesOf({ settings, secrets, when, values }: Capability): string[] {
  const ofSecrets = (secrets ?? []).map(
    ({ at, value, key }) => `${at}.{${value},existingSecret,secretKeys.${key}}`,
  );
  const all = [
    ...(when === undefined ? [] : [when]),
    ...Object.keys(settings ?? {}),
    ...ofSecrets,
    ...(values ?? []),
  ];
  return [...new Set(all)];
}

/** The config paths that give a capability, with placeholders. */
export function configOf({ settings, secrets, config }: Capability): string[] {
  const ofSecrets = (secrets ?? []).flatMap(({ to, ref }) => [to, ref]);
  return [...new Set([...Object.values(settings ?? {}).flat(), ...ofSecrets, ...(config ?? [])])];
}

/** Whether a value of the chart gives a capability, although no file of default values has it. */
export function isListed(path: string): boolean {
  const keys = path.split(".");
  return table().values.some((known) => fits(keys, known) || path.startsWith(known.prefix));
}

/** Why nothing is made of a value that is known. */
export function leftOverOf(path: string): LeftOver | undefined {
  const keys = path.split(".");
  return table().leftOver.find(([pattern]) => fits(keys, pattern))?.[1];
}

/** Why nothing is made of a top-level key of the values, where it belongs to another chart. */
export function otherChartOf(key: string): LeftOver | undefined {
  return Object.hasOwn(table().otherCharts, key) ? table().otherCharts[key] : undefined;
}

/** A pattern by its keys, in which a star is one key, and at the end none or more. */
interface Pattern {
  readonly steps: readonly string[];
  /** What a path below it begins with. */
  readonly prefix: string;
  readonly isOpen: boolean;
}

function compiled(pattern: string): Pattern {
  const all = pattern.split(".");
  const isOpen = all.at(-1) === "*";
  const steps = isOpen ? all.slice(0, -1) : all;
  return { steps, prefix: `${steps.join(".")}.`, isOpen };
}

function fits(keys: readonly string[], { steps, isOpen }: Pattern): boolean {
  if (isOpen ? keys.length < steps.length : keys.length !== steps.length) return false;
  return steps.every((step, index) => step === "*" || step === keys[index]);
}

/** Whether a path fits a pattern. */
export function matches(path: string, pattern: string): boolean {
  return fits(path.split("."), compiled(pattern));
}

/** How exact a pattern is. */
function exactness(pattern: string): number {
  return pattern.split(".").filter((step) => step !== "*").length;
}
