import { Client } from "pg";

/** How many statements a run sends. */
export async function countStatements(run: () => Promise<unknown>): Promise<number> {
  const prototype = Client.prototype as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  let count = 0;
  prototype.query = function (...args) {
    count++;
    return original.call(this, ...args);
  };
  try {
    await run();
  } finally {
    prototype.query = original;
  }
  return count;
}
