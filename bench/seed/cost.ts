import { Client } from "pg";
import { applySeed } from "../../seed/apply";
import type { SeedConnection } from "../../seed/connection";
import { seedOf } from "./example";

/** What a first seed of a number of users costs, beside time. */
export interface SeedCost {
  readonly users: number;
  readonly statements: number;
  /** Most memory that the process had at once, in megabytes, and what it had before. */
  readonly memory: number;
  readonly memoryBefore: number;
}

/* A process of its own, started by seed.ts: its highest memory is that of one run. */
process.once("message", (message) => {
  const { connection, users } = message as { connection: SeedConnection; users: number };
  void measure(connection, users).then((cost) => {
    process.send?.(cost);
    process.disconnect();
  });
});

async function measure(connection: SeedConnection, users: number): Promise<SeedCost> {
  const memoryBefore = highest();
  let statements = 0;
  const prototype = Client.prototype as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (...args) {
    statements++;
    return query.call(this, ...args);
  };
  const groups = Math.ceil(users / 50);
  const specification = seedOf({ users, organizations: groups, stacks: 5 * groups, members: 49 });
  await applySeed({ connection, specification });
  return { users, statements, memory: highest(), memoryBefore };
}

function highest(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
