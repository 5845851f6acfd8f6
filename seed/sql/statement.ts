/** SQL text and its parameters: values never stand in the text. */
export interface Statement {
  readonly text: string;
  readonly values: readonly Parameter[];
}

/** A parameter: text, or a value in its type's binary form. */
export type Parameter = string | Streamed;

/** A value that is made while it is sent. */
export interface Streamed {
  /** Bytes of all parts. */
  readonly byteLength: number;
  /** The bytes; the parts share their room, so each holds until the next is asked for. */
  parts(): Iterable<Buffer>;
}
