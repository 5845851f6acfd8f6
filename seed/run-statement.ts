import type { Writable } from "node:stream";
import { type Connection, Query } from "pg";
import type { Answer, Queryable } from "./catalog";
import type { Parameter, Statement } from "./sql/statement";

/*
 * pg's own way holds every parameter as a whole, and copies all of them into one message that it
 * makes larger step by step. Here the message goes out in parts as they are made, each when the
 * connection has taken the one before.
 */

/**
 * Runs a statement of any number of rows. Errors are those of pg; a failed statement is told of when
 * the connection can be used again, or is broken.
 *
 * @param take - gets each row as it comes; the answer then has none
 */
export async function runStatement(
  client: Queryable,
  { text, values }: Statement,
  take?: (row: Record<string, unknown>) => void,
): Promise<Answer> {
  let sent = Promise.resolve();
  const answer = new Promise<Answer>((done, fail) => {
    const query = new Query(text);
    query.on("end", done);
    query.on("error", fail);
    if (take !== undefined) query.on("row", take);
    query.submit = (connection) => {
      sent = send(connection, text, values);
    };
    client.query(query);
  });
  try {
    return await answer;
  } finally {
    // The server may refuse a statement before it has all of it; the message still has to end.
    await sent;
  }
}

/** Sends the statement; pg itself tells the query of a broken connection. */
async function send(
  connection: Connection,
  text: string,
  values: readonly Parameter[],
): Promise<void> {
  const { stream } = connection;
  try {
    connection.parse({ name: "", text, types: [] }, true);
    for (const part of bindMessage(values)) if (!(await write(stream, part))) return;
    connection.describe({ type: "P", name: "" }, true);
    connection.execute(null, true);
    connection.sync();
  } catch (error) {
    // Half a message can't be taken back.
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Whether the stream has taken the part: then its room may be used again. */
function write(stream: Writable, part: Buffer): Promise<boolean> {
  return new Promise((done) => {
    stream.write(part, (error) => {
      done(!error);
    });
  });
}

/** The message Bind of the protocol, for the unnamed statement and portal. */
function* bindMessage(values: readonly Parameter[]): Iterable<Buffer> {
  const lengths = values.map((value) =>
    typeof value === "string" ? Buffer.byteLength(value) : value.byteLength,
  );
  const formats = values.map((value) => int16(typeof value === "string" ? 0 : 1));
  const head = [Buffer.of(0, 0), int16(values.length), ...formats, int16(values.length)];
  // Results in text form.
  const tail = int16(0);
  const length = [4, ...head.map((part) => part.length), ...lengths.map((size) => 4 + size), 2];
  yield Buffer.concat([Buffer.from("B"), int32(sum(length)), ...head]);
  for (const [index, value] of values.entries()) {
    yield int32(lengths[index] ?? 0);
    if (typeof value === "string") yield Buffer.from(value);
    else yield* value.parts();
  }
  yield tail;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
