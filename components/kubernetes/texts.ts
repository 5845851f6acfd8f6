import * as pulumi from "@pulumi/pulumi";

/** A map of texts, such as annotations. */
export type Texts = pulumi.Input<{ [key: string]: pulumi.Input<string> }>;

/** Maps of texts in one; the later win. */
export function mergeTexts(...maps: (Texts | undefined)[]): pulumi.Output<Record<string, string>> {
  return pulumi
    .all(maps.map((map) => map ?? {}))
    .apply((all) => Object.fromEntries(all.flatMap((map) => Object.entries(map))));
}

/**
 * Merged annotations; absent where there are none, since a server drops an empty map, which then is
 * a change forever.
 */
export function mergeAnnotations(
  ...maps: (Texts | undefined)[]
): pulumi.Output<Record<string, string>> {
  return mergeTexts(...maps).apply((all) =>
    // Pulumi drops undefined, which the types of its arguments don't say.
    Object.keys(all).length === 0 ? (undefined as unknown as Record<string, string>) : all,
  );
}

/** Texts without those that come again. */
export function distinctTexts(texts: pulumi.Input<string>[]): pulumi.Output<string[]> {
  return pulumi.all(texts).apply((all) => [...new Set(all)]);
}
