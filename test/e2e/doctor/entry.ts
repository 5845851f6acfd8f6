import { once } from "node:events";
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { createSecureContext } from "node:tls";

import type { KeyPair } from "../../support/certificates";

/** The service behind a host: a port of loopback, or what answers in its place. */
export type Backend = number | RequestListener;

/** A public entry on loopback, as an ingress controller is one. */
export interface Entry {
  readonly port: number;
  /** Sends a host's requests elsewhere; nothing: the controller does not know the host. */
  route(host: string, backend: Backend | undefined): void;
  /** Passes one request on to a service, for what answers in its place. */
  forward(request: IncomingMessage, response: ServerResponse, port: number): void;
  /** Shows another certificate for a host. */
  certify(host: string, keys: KeyPair): void;
  /** Sets a host's `Date` header; nothing: the true time. */
  tellTime(host: string, date: Date | undefined): void;
  close(): Promise<void>;
}

/** Starts an entry that shows one certificate unless a host has its own. */
export async function startEntry(standard: KeyPair): Promise<Entry> {
  const backends = new Map<string, Backend>();
  const contexts = new Map<string, ReturnType<typeof contextOf>>();
  const times = new Map<string, Date>();
  const server = https.createServer(
    {
      cert: standard.certificate,
      key: standard.key,
      SNICallback: (name, done) => {
        done(null, contexts.get(name) ?? contextOf(standard));
      },
    },
    (request, response) => {
      const host = (request.headers.host ?? "").replace(/:\d+$/, "");
      const backend = backends.get(host);
      const time = times.get(host);
      if (time !== undefined) response.setHeader("date", time.toUTCString());
      if (backend === undefined) fail(response, 404);
      else if (typeof backend === "function") backend(request, response);
      else forward(request, response, backend, time !== undefined);
    },
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    route(host, backend) {
      if (backend === undefined) backends.delete(host);
      else backends.set(host, backend);
    },
    forward: (request, response, port) => {
      forward(request, response, port, false);
    },
    certify: (host, keys) => void contexts.set(host, contextOf(keys)),
    tellTime(host, date) {
      if (date === undefined) times.delete(host);
      else times.set(host, date);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function contextOf({ certificate, key }: KeyPair) {
  return createSecureContext({ cert: certificate, key });
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  keepDate: boolean,
): void {
  const { method, url: path, headers } = request;
  const { host = "" } = headers;
  const forwarded = { "x-forwarded-proto": "https", "x-forwarded-host": host };
  const inner = http.request(
    { host: "127.0.0.1", port, method, path, headers: { ...headers, ...forwarded }, agent: false },
    (answer) => {
      const { date, ...others } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, {
        ...others,
        ...(keepDate || date === undefined ? {} : { date }),
      });
      answer.pipe(response);
    },
  );
  inner.on("error", () => {
    fail(response, 502);
  });
  request.pipe(inner);
}

function fail(response: ServerResponse, status: number): void {
  response.writeHead(status, { server: "nginx", "content-type": "text/html" });
  response.end(`<html><h1>${status}</h1></html>`);
}
