import { wrap } from "../../messages/wrap";

/** Says something on the error stream, in lines that fit a terminal; `hanging`: what further ones are indented by. */
export function say(text: string, hanging = 0): void {
  const { isTTY, columns } = process.stderr;
  process.stderr.write(`${isTTY ? wrap(text, (columns || 80) - 1, hanging) : text}\n`);
}
