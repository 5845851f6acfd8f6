import https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";

const PAUSE = 100;
const TIME_LIMIT = 10_000;

/** What a client has seen that asks every 100 ms. */
export interface ProbeResult {
  readonly requests: number;
  /** What went wrong, with the time since the beginning. */
  readonly failures: readonly string[];
}

/** Asks addresses every 100 ms, each request by a connection of its own, until it is stopped. */
export function startProbe(
  addresses: readonly string[],
  authority: string,
): () => Promise<ProbeResult> {
  const begun = Date.now();
  const failures: string[] = [];
  let requests = 0;
  let isStopped = false;
  const ask = async (address: string) => {
    while (!isStopped) {
      const failure = await request(address, authority);
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

/** What is wrong with the answer, if anything. */
function request(address: string, ca: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const sent = https.get(address, { ca, agent: false, timeout: TIME_LIMIT }, (answer) => {
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
