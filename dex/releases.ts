import * as z from "zod";

/** The releases of Dex whose keys are known, in order. `main` is its branch after 2.45, unreleased. */
export const dexReleases = ["2.44", "2.45", "main"] as const;

/** A release of Dex. */
export type DexRelease = (typeof dexReleases)[number];

/**
 * What the pinned image is taken for. Formance doesn't say which Dex its build is made of, so this
 * is the oldest release whose keys are known: a key that the image lacks is then refused here, and
 * not ignored there.
 */
export const defaultDexRelease: DexRelease = "2.44";

/** How Dex's keys are judged. */
export interface DexKnowledge {
  /** Release of Dex that reads the document, one of `dexReleases`. @default "2.44" */
  readonly release?: string | undefined;
  /** Leave keys that no release knows to Dex. @default false */
  readonly allowUnknownKeys?: boolean | undefined;
}

declare module "zod" {
  interface GlobalMeta {
    /** First release of Dex that reads the key, or this form of its value. */
    since?: DexRelease;
    /** First release that reads a value of a choice, for those that came later. */
    valuesSince?: readonly (readonly [value: string, release: DexRelease])[];
  }
}

/** The schema of a key that Dex reads from this release on. */
export function since<Schema extends z.ZodType>(release: DexRelease, schema: Schema): Schema {
  return schema.meta({ since: release });
}

/** The release of this name; the default one when there is none. */
export function dexRelease(name: string = defaultDexRelease): DexRelease | undefined {
  return dexReleases.find((release) => release === name);
}

/** Whether the release reads what came with the other one. */
export function reads(release: DexRelease, needed: DexRelease): boolean {
  return dexReleases.indexOf(needed) <= dexReleases.indexOf(release);
}

/** The description of a key with the release that it needs, as noted in Dex's schema. */
export function describeRelease(description: string, schema: z.core.$ZodType): string {
  const notes = [schema, schema instanceof z.ZodOptional ? schema.unwrap() : schema];
  const needed = notes.flatMap((each) => z.globalRegistry.get(each)?.since ?? []).at(0);
  return needed === undefined ? description : `${description} Needs ${releaseTitle(needed)}.`;
}

/** The release in words. */
export function releaseTitle(release: DexRelease): string {
  return release === "main" ? "Dex's main branch (after 2.45)" : `Dex ${release}`;
}
