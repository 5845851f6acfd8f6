import { beyondValues } from "./beyond-values";
import type { Capability, LeftOver } from "./capability";
import { connections } from "./connections";
import { database } from "./database";
import { installation } from "./installation";
import { jobs } from "./jobs";
import { identity } from "./identity";
import { membership } from "./membership";
import { expandValues } from "./placeholders";
import { pods } from "./pods";
import { web, webOfLaterCharts } from "./web";

/** All capabilities of the vendor's chart, in the order of their ids. */
export const capabilities: readonly Capability[] = [
  ...installation,
  ...database,
  ...membership,
  ...identity,
  ...web,
  ...connections,
  ...jobs,
  ...pods,
  ...beyondValues,
  ...webOfLaterCharts,
];

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

const knownValues = capabilities.flatMap((capability) =>
  valuesOf(capability).flatMap(expandValues),
);

/** Whether a value of the chart gives a capability, although no file of default values has it. */
export function isListed(path: string): boolean {
  return knownValues.some(
    (known) => path === known || path.startsWith(`${known}.`) || matches(path, known),
  );
}

const leftOver = capabilities
  .flatMap((capability) => Object.entries(capability.leftOver ?? {}))
  .sort(([left], [right]) => exactness(right) - exactness(left));

/** Why nothing is made of a value that is known. */
export function leftOverOf(path: string): LeftOver | undefined {
  return leftOver.find(([pattern]) => matches(path, pattern))?.[1];
}

/** Whether a path fits a pattern, in which a star is one key, and at the end none or more. */
export function matches(path: string, pattern: string): boolean {
  const keys = path.split(".");
  const steps = pattern.split(".");
  const isOpen = steps.at(-1) === "*";
  if (isOpen) steps.pop();
  if (isOpen ? keys.length < steps.length : keys.length !== steps.length) return false;
  return steps.every((step, index) => step === "*" || step === keys[index]);
}

/** How exact a pattern is. */
function exactness(pattern: string): number {
  return pattern.split(".").filter((step) => step !== "*").length;
}
