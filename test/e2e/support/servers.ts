import { setTimeout as sleep } from "node:timers/promises";
import type { LoggingServer } from "./server-process";

/** A machine under load may take long to hand a line over. */
const LOG_LIMIT = 60_000;
const PAUSE = 50;

/** The servers of a group of tests. */
export interface Servers {
  /** Keeps a server until the group's end, or until it is stopped. */
  keep<Server extends LoggingServer>(name: string, server: Server): Server;
}

/**
 * Servers that end with the group of tests that this is called in, the last one first. Where a test
 * fails, each one's log is printed.
 */
export function keepServers(): Servers {
  const kept: { readonly name: string; readonly server: LoggingServer }[] = [];
  afterEach(function () {
    if (this.currentTest?.state !== "failed") return;
    for (const { name, server } of kept) console.log(`--- ${name}\n${server.log()}`);
  });
  after(async function () {
    this.timeout(120_000);
    for (const { server } of kept.reverse()) await server.stop();
  });
  return {
    keep(name, server) {
      kept.push({ name, server });
      return server;
    },
  };
}

/** Waits until a server has logged something: its answer can be here before its words. */
export async function hasLogged(server: LoggingServer, pattern: RegExp): Promise<void> {
  const end = Date.now() + LOG_LIMIT;
  while (!pattern.test(server.log())) {
    if (Date.now() > end) throw new Error(`the log does not have ${pattern.source}`);
    await sleep(PAUSE);
  }
}
