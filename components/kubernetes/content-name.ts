import { createHash, createHmac } from "node:crypto";
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

/** The same of a secret, keyed: without the key nobody can try out a weak password against it. */
export function keyedHash(key: string, content: unknown): string {
  return createHmac("sha256", key).update(canonicalJson(content)).digest("hex").slice(0, 10);
}

/**
 * A Kubernetes name that changes with the content: `<base>-<hash>`. Objects that pods read carry
 * such names and are immutable, so a change is a new object, the pods that refer to it roll, and
 * the old object goes only after they did.
 */
export function contentName(base: string, content: pulumi.Input<object>): pulumi.Output<string> {
  return pulumi.output(content).apply((c) => `${base}-${contentHash(c)}`);
}

/** {@link contentName} of a secret. The name itself is none. */
export function secretContentName(
  base: string,
  key: pulumi.Input<string>,
  content: pulumi.Input<object>,
): pulumi.Output<string> {
  const name = pulumi.all([key, content]).apply(([k, c]) => `${base}-${keyedHash(k, c)}`);
  return pulumi.unsecret(name);
}
