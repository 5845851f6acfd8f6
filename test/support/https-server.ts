import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";

import type { KeyPair } from "./certificates";

/** A server of a test on a free port of the loopback address. */
export interface TestServer {
  readonly port: number;
  /** Answers the requests from now on. */
  answer(listener: http.RequestListener): void;
  close(): Promise<void>;
}

/** Starts a server, with TLS where a key pair is given. */
export async function startServer(
  listener: http.RequestListener,
  keys?: KeyPair,
): Promise<TestServer> {
  let current = listener;
  const dispatch: http.RequestListener = (request, response) => {
    current(request, response);
  };
  const server = keys
    ? https.createServer({ cert: keys.certificate, key: keys.key }, dispatch)
    : http.createServer(dispatch);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    answer: (next) => (current = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
