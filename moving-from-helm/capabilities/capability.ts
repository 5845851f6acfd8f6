import * as z from "zod";
import type { Outcome } from "../note";

const paths = z.array(z.string());

/** A secret that the chart takes as a value, or as a key of an existing Secret. */
const secretSetting = z.strictObject({
  /** Path of the map with `existingSecret` and `secretKeys`. */
  at: z.string(),
  /** Key of the secret itself, below that map. */
  value: z.string(),
  /** Key below `secretKeys`. */
  key: z.string(),
  /** Config path of the secret itself. */
  to: z.string(),
  /** Config path of the reference. */
  ref: z.string(),
  /** The chart's default is published, so it is not carried over: a new one is generated. */
  published: z.literal(true).optional(),
});

/** Why nothing is made of values, by their pattern: the outcome with its reason. */
const leftOvers = z.record(
  z.string(),
  z
    .partialRecord(z.enum(["lost", "unused", "obsolete"]), z.string())
    .refine((each) => Object.keys(each).length === 1, "has one outcome")
    .transform((each): LeftOver => {
      const [[outcome, reason]] = Object.entries(each) as [[Outcome, string]];
      return { outcome, reason };
    }),
);

/**
 * A capability of the vendor's chart, and what gives it here.
 *
 * In paths, `<service>`, `<migrated>` and `<app>` stand for several services. In those of the chart's
 * values, `*` is any key, at the end any path, and `{a,b}` is a choice.
 */
const capability = z.strictObject({
  id: z.string(),
  capability: z.string(),
  /** Paths of the chart's values, each with the config paths that its value goes to as it is. */
  settings: z.record(z.string(), z.union([z.string(), paths])).optional(),
  secrets: z.array(secretSetting).optional(),
  /** Path of the switch without which the chart ignores the settings and secrets. */
  when: z.string().optional(),
  /** Further values of the chart; what they become is not said by a path alone. */
  values: paths.optional(),
  /** What the page says of the chart where no value gives the capability. */
  chart: z.string().optional(),
  /** Further config paths. */
  config: paths.optional(),
  /** Values that nothing is made of. The pattern with the most keys applies. */
  leftOver: leftOvers.optional(),
  /** Why there is no config path, or what takes its place. */
  reason: z.string().optional(),
  note: z.string().optional(),
});

/** The file `capabilities.yaml`. */
export const capabilitiesFile = z.strictObject({
  capabilities: z.array(capability),
  otherCharts: leftOvers,
});

export type SecretSetting = z.output<typeof secretSetting>;
export type Capability = z.output<typeof capability>;

/** Why nothing is made of a value. */
export interface LeftOver {
  readonly outcome: Outcome;
  readonly reason: string;
}
