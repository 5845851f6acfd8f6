import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";

/**
 * Asks for a value without showing it; without a terminal, it is the whole of standard input. Ctrl-D
 * is an empty one.
 */
export async function askSecret(question: string, signal?: AbortSignal): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, "");
  const hidden = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const asking = createInterface({ input: process.stdin, output: hidden, terminal: true });
  // The interface takes Ctrl-C for itself; the process has to hear of it.
  asking.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  process.stderr.write(`${question}: `);
  try {
    return await asking.question("", signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return "";
  } finally {
    asking.close();
    process.stderr.write("\n");
  }
}
