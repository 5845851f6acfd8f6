/** Object id of the type text. */
const textOid = 25;

/** Bytes ahead of the elements: dimensions, whether there are nulls, type, length, lower bound. */
const headerLength = 20;

/** Room for one element at first: its length, and a UUID. */
const usualElement = 40;

/**
 * A text[] in Postgres' binary form, which pg sends as it is: nothing is quoted here or parsed
 * there, and the values lie outside of the JavaScript heap.
 */
export function textArray<T>(items: readonly T[], textOf: (item: T) => string | null): Buffer {
  let bytes = Buffer.allocUnsafe(headerLength + items.length * usualElement);
  const reserve = (needed: number): void => {
    if (needed <= bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * bytes.length));
    bytes.copy(larger);
    bytes = larger;
  };
  let end = headerLength;
  for (const item of items) {
    const text = textOf(item);
    // A character of one UTF-16 unit takes at most three bytes, one of two takes four.
    reserve(end + 4 + 3 * (text?.length ?? 0));
    const written = text === null ? -1 : bytes.write(text, end + 4);
    bytes.writeInt32BE(written, end);
    end += 4 + Math.max(written, 0);
  }
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(1, 4);
  bytes.writeInt32BE(textOid, 8);
  bytes.writeInt32BE(items.length, 12);
  bytes.writeInt32BE(1, 16);
  return bytes.subarray(0, end);
}
