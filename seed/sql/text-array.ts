import type { Streamed } from "./statement";

/** Object id of the type text. */
const textOid = 25;

/** Bytes ahead of the elements: dimensions, whether there are nulls, type, length, lower bound. */
const headerLength = 20;

/** Bytes ahead of an element: its length. */
const lengthLength = 4;

/** Most bytes of a part, but for one that is a single long text. */
export const partLength = 65_536;

/**
 * A text[] in Postgres' binary form: nothing is quoted here or parsed there. The texts are asked for
 * twice, for their length and when they are sent, so a hundred thousand of them are never held.
 */
export function textArray<T>(items: readonly T[], textOf: (item: T) => string | null): Streamed {
  let byteLength = headerLength;
  for (const item of items) byteLength += lengthLength + Buffer.byteLength(textOf(item) ?? "");
  return { byteLength, parts: () => partsOf(items, textOf) };
}

function* partsOf<T>(items: readonly T[], textOf: (item: T) => string | null): Iterable<Buffer> {
  const part = Buffer.allocUnsafe(partLength);
  let end = part.writeInt32BE(1);
  end = part.writeInt32BE(1, end);
  end = part.writeInt32BE(textOid, end);
  end = part.writeInt32BE(items.length, end);
  end = part.writeInt32BE(1, end);
  for (const item of items) {
    const text = textOf(item);
    // A character of one UTF-16 unit takes at most three bytes, one of two takes four.
    const room = lengthLength + 3 * (text?.length ?? 0);
    if (end + room > partLength) {
      yield part.subarray(0, end);
      end = 0;
    }
    if (text === null) {
      end = part.writeInt32BE(-1, end);
    } else if (room <= partLength) {
      const written = part.write(text, end + lengthLength);
      end = part.writeInt32BE(written, end) + written;
    } else {
      const long = Buffer.from(text);
      yield part.subarray(0, part.writeInt32BE(long.length));
      yield long;
    }
  }
  yield part.subarray(0, end);
}
