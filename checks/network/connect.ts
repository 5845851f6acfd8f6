import { connect, type LookupFunction } from "node:net";

import { faultWords } from "./fault-words";

/** Where to connect to. */
export interface ConnectOptions {
  readonly host: string;
  readonly port: number;
  readonly signal: AbortSignal;
  readonly lookup?: LookupFunction;
}

/** Makes a connection and closes it; the fault in words, or nothing. */
export function connectTo(options: ConnectOptions): Promise<string | undefined> {
  const { host, port, signal, lookup } = options;
  return new Promise((resolve) => {
    const socket = connect({ host, port, lookup });
    signal.addEventListener("abort", () => socket.destroy(), { once: true });
    socket.once("connect", () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once("error", (error) => {
      resolve(faultWords(error));
    });
  });
}
