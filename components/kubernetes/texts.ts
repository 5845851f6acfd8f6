import * as pulumi from "@pulumi/pulumi";

/** A map of texts, such as annotations. */
export type Texts = pulumi.Input<{ [key: string]: pulumi.Input<string> }>;

/** Maps of texts in one; the later win. */
export function mergeTexts(...maps: (Texts | undefined)[]): pulumi.Output<Record<string, string>> {
  return pulumi
    .all(maps.map((map) => map ?? {}))
    .apply((all) => Object.fromEntries(all.flatMap((map) => Object.entries(map))));
}

/** Texts without those that come again. */
export function distinctTexts(texts: pulumi.Input<string>[]): pulumi.Output<string[]> {
  return pulumi.all(texts).apply((all) => [...new Set(all)]);
}
