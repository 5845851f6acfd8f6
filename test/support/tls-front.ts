import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import type { KeyPair } from "./certificates";

/** A server that speaks Postgres' TLS on a port of its own. */
export interface TlsFront {
  readonly port: number;
  /** Names that clients asked for (SNI). */
  readonly asked: string[];
  close(): Promise<void>;
}

/** Answers Postgres' request for TLS, and passes what it decrypts on to a server without TLS. */
export async function startTlsFront(target: number, pair: KeyPair): Promise<TlsFront> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on("error", () => undefined);
    client.on("close", () => open.delete(client));
    // The first message is the request for TLS, of eight bytes.
    client.once("data", () => {
      client.pause();
      client.write("S");
      const secure = new TLSSocket(client, {
        isServer: true,
        secureContext: createSecureContext({ cert: pair.certificate, key: pair.key }),
        SNICallback: (name, done) => {
          asked.push(name);
          done(null);
        },
      });
      const database = connect(target, "127.0.0.1");
      secure.on("error", () => database.destroy());
      database.on("error", () => secure.destroy());
      secure.pipe(database).pipe(secure);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
