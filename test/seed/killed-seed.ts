import { Client } from "pg";
import { applySeed } from "../../seed/apply";
import type { SeedRequest } from "../../seed/request";

/*
 * A process of its own that applies a seed and kills itself at a statement, started by the tests of
 * interruptions: no handler runs, as when the machine goes down.
 */

/** Where to die: when a statement is sent, or when it was answered. */
export interface DeathPoint {
  /** Counted from 1. */
  readonly statement: number;
  readonly when: "sent" | "answered";
}

/** What the process is told. */
export interface KilledSeed {
  readonly request: SeedRequest;
  readonly point: DeathPoint;
}

type Query = (this: Client, ...args: unknown[]) => unknown;

process.once("message", (message) => {
  const { request, point } = message as KilledSeed;
  const prototype = Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  let statement = 0;
  prototype.query = function (...args) {
    const number = ++statement;
    const answer = query.call(this, ...args);
    if (number !== point.statement) return answer;
    if (point.when === "answered") return Promise.resolve(answer).then(die);
    // The socket has taken the statement by then.
    setImmediate(die);
    return answer;
  };
  void applySeed(request).finally(() => {
    process.disconnect();
  });
});

function die(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("dead");
}
