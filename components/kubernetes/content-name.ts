import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/** JSON with sorted keys, so that equal content has one spelling. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) =>
    entry !== null && typeof entry === "object" && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
}

/** The first 10 hexadecimal digits of the SHA-256 of the content. */
export function contentHash(content: unknown): string {
  return createHash("sha256").update(canonicalJson(content)).digest("hex").slice(0, 10);
}

/**
 * A Kubernetes name that changes with the content: `<base>-<hash>`. Objects that pods read carry
 * such names and are immutable, so a change is a new object, the pods that refer to it roll, and
 * the old object goes only after they did.
 *
 * The name is no secret even where the content is: it shows 40 bits of a hash, and each Secret
 * made here holds at least one generated value of 190 bits or more.
 */
export function contentName(base: string, content: pulumi.Input<unknown>): pulumi.Output<string> {
  return pulumi.unsecret(pulumi.output(content).apply((c) => `${base}-${contentHash(c)}`));
}
