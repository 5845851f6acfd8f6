import { createHash, randomBytes } from "node:crypto";

/**
 * Hexadecimal characters for a name that nobody chose. The engine's seed makes the update of a plan
 * use the plan's name.
 */
export function randomSuffix(seed: Uint8Array, length: number): string {
  const source = seed.length > 0 ? createHash("sha256").update(seed).digest() : randomBytes(length);
  return source.toString("hex").slice(0, length);
}
