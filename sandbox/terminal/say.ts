import { wrap } from "../../messages/wrap";

/** Says something on the error stream, in lines that fit a terminal. */
export function say(text: string): void {
  const { isTTY, columns } = process.stderr;
  process.stderr.write(`${isTTY ? wrap(text, (columns || 80) - 1) : text}\n`);
}
