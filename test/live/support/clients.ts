import assert from "node:assert/strict";
import { cluster } from "./prepare";
import { startProbe } from "./probe";
import { startClient, type Account } from "./session";

/** Who asks and logs in while something is done. */
export interface Clients {
  /** Asked every 100 ms. */
  readonly addresses?: readonly string[];
  /** Who asks Membership with one login, and logs in again and again. */
  readonly account?: Account;
}

/** Does something while clients are there; fails unless every request is answered. Answers how many. */
export async function withClients(
  { addresses = [], account }: Clients,
  work: () => Promise<unknown>,
): Promise<number> {
  const client = account && (await startClient(account));
  const stops = [startProbe(addresses, cluster().authority), ...(client ? [client] : [])];
  const stopAll = () => Promise.all(stops.map((stop) => stop()));
  try {
    await work();
  } catch (error) {
    await stopAll();
    throw error;
  }
  const results = await stopAll();
  const requests = results.reduce((sum, result) => sum + result.requests, 0);
  const failures = results.flatMap((result) => result.failures);
  assert.deepEqual(failures, [], `of ${requests} requests`);
  return requests;
}
