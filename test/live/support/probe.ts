import https from "node:https";
import type { LookupFunction } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const PAUSE = 100;
/** As patient as a person's browser; a busy machine is no failure. */
export const TIME_LIMIT = 30_000;

/** What a client has seen that asks every 100 ms. */
export interface ProbeResult {
  readonly requests: number;
  /** What went wrong, with the time since the beginning. */
  readonly failures: readonly string[];
}

/**
 * Asks addresses every 100 ms, each request by a connection of its own, until it is stopped; at
 * `entry` instead of where their names lead to, as curl's `--resolve` does.
 */
export function startProbe(
  addresses: readonly string[],
  authority: string,
  entry?: string,
): () => Promise<ProbeResult> {
  const begun = Date.now();
  const failures: string[] = [];
  let requests = 0;
  let isStopped = false;
  const ask = async (address: string) => {
    while (!isStopped) {
      const failure = await failureOf(address, authority, entry);
      requests += 1;
      if (failure !== undefined) {
        failures.push(`${((Date.now() - begun) / 1_000).toFixed(1)} s: ${address}: ${failure}`);
      }
      await sleep(PAUSE);
    }
  };
  const all = addresses.map(ask);
  return async () => {
    isStopped = true;
    await Promise.all(all);
    return { requests, failures };
  };
}

/** What is wrong with the answer to one request, if anything. */
export function failureOf(
  address: string,
  ca: string,
  entry?: string,
): Promise<string | undefined> {
  const lookup: LookupFunction = (_, __, done) => {
    done(null, [{ address: entry ?? "", family: 4 }]);
  };
  const options = { ca, agent: false, timeout: TIME_LIMIT, ...(entry && { lookup }) };
  return new Promise((resolve) => {
    const sent = https.get(address, options, (answer) => {
      answer.resume();
      const { statusCode = 0 } = answer;
      resolve(statusCode < 400 ? undefined : `status ${statusCode}`);
    });
    sent.on("timeout", () => sent.destroy(new Error(`no answer after ${TIME_LIMIT / 1_000} s`)));
    sent.on("error", ({ message }) => {
      resolve(message);
    });
  });
}
