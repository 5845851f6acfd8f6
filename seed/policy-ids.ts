import type { CatalogColumn } from "./catalog";
import { isPolicyNumber } from "./policy-number";
import { isUuid } from "./uuid";

/** The largest number of each type of whole numbers; a numeric column takes any. */
const largest: ReadonlyMap<string, bigint> = new Map([
  ["smallint", 2n ** 15n - 1n],
  ["integer", 2n ** 31n - 1n],
  ["bigint", 2n ** 63n - 1n],
]);

/** A text as the id that a column takes; none where it can't be one. */
export function idFor({ type, category }: CatalogColumn, written: string): string | undefined {
  if (type === "uuid") return isUuid(written) ? written.toLowerCase() : undefined;
  if (category === "S") return written;
  if (!isPolicyNumber(written)) return undefined;
  const number = BigInt(written);
  const limit = largest.get(type);
  return limit === undefined || number <= limit ? String(number) : undefined;
}

/** What a column takes, in words. */
export function idWords({ type }: CatalogColumn): string {
  return type === "uuid" ? "the policy's id, a UUID" : "the policy's number";
}
