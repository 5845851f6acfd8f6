import type { Outcome } from "../note";

/** Paths of the chart's values, each with the config paths that its value goes to as it is. */
export type Settings = Readonly<Record<string, string | readonly string[]>>;

/** A secret that the chart takes as a value, or as a key of an existing Secret. */
export interface SecretSetting {
  /** Path of the map with `existingSecret` and `secretKeys`. */
  readonly at: string;
  /** Key of the secret itself, below that map. */
  readonly value: string;
  /** Key below `secretKeys`. */
  readonly key: string;
  /** Config path of the secret itself. */
  readonly to: string;
  /** Config path of the reference. */
  readonly ref: string;
  /** The chart's default is published, so it is not carried over: a new one is generated. */
  readonly published?: true;
}

/** Why nothing is made of a value. */
export interface LeftOver {
  readonly outcome: Outcome;
  readonly reason: string;
}

/**
 * A capability of the vendor's chart, and what gives it here. The import of values and the page
 * `docs/parity.md` are made of these.
 *
 * In paths, `<service>`, `<migrated>` and `<app>` stand for several services. In those of the chart's
 * values, `*` is any key, at the end any path, and `{a,b}` is a choice.
 */
export interface Capability {
  readonly id: string;
  readonly capability: string;
  readonly settings?: Settings;
  readonly secrets?: readonly SecretSetting[];
  /** Path of the switch without which the chart ignores the settings and secrets. */
  readonly when?: string;
  /** Further values of the chart; what they become is not said by a path alone. */
  readonly values?: readonly string[];
  /** What the page says of the chart where no value gives the capability. */
  readonly chart?: string;
  /** Further config paths. */
  readonly config?: readonly string[];
  /** Values that nothing is made of. The pattern with the most keys applies. */
  readonly leftOver?: Readonly<Record<string, LeftOver>>;
  /** Why there is no config path, or what takes its place. */
  readonly reason?: string;
  readonly note?: string;
}

/** Settings below one path, which have the same names below a config path, or those given. */
export function below(
  from: string,
  to: string,
  names: readonly string[] | Readonly<Record<string, string>>,
): Settings {
  const pairs = Array.isArray(names)
    ? (names as readonly string[]).map((name) => [name, name] as const)
    : Object.entries(names as Readonly<Record<string, string>>);
  return Object.fromEntries(pairs.map(([name, own]) => [`${from}.${name}`, `${to}.${own}`]));
}

/** It had an effect on the release, and has none here. */
export const lost = (reason: string): LeftOver => ({ outcome: "lost", reason });

/** The chart itself ignores it. */
export const unused = (reason: string): LeftOver => ({ outcome: "unused", reason });

/** Its purpose is met in another way. */
export const obsolete = (reason: string): LeftOver => ({ outcome: "obsolete", reason });
