import { connect, type LookupFunction } from "node:net";

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
    const socket = connect({ host, port, ...(lookup && { lookup }) });
    signal.addEventListener("abort", () => socket.destroy(), { once: true });
    socket.once("connect", () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      resolve(FAULTS[error.code ?? ""] ?? error.message);
    });
  });
}

const FAULTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "the name is not known",
  EAI_AGAIN: "the name is not known, or the resolver does not answer",
  EHOSTUNREACH: "there is no route to the address",
  ENETUNREACH: "there is no route to the address",
};
