import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";

import { Ber, BerReader, BerWriter } from "ldapts";

import type { KeyPair } from "./certificates";

/** What a directory of a test holds and does. */
export interface LdapServerOptions {
  readonly keys?: KeyPair;
  /** Without TLS at first; StartTLS is offered where there are keys. */
  readonly mode: "ldaps" | "plain";
  /** The one account. */
  readonly account: { readonly dn: string; readonly password: string };
  /** Entries below a base; any other base is not there. */
  readonly entries: Readonly<Record<string, readonly LdapEntry[]>>;
}

/** An entry; attributes that are not asked for are left out. */
export interface LdapEntry {
  readonly dn: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A running directory. */
export interface LdapServer {
  readonly port: number;
  /** Base of each search that was made, the root entry of the server left out. */
  readonly searches: readonly string[];
  close(): Promise<void>;
}

const BIND = 0x60;
const UNBIND = 0x42;
const SEARCH = 0x63;
const EXTENDED = 0x77;
const CODES = { success: 0, unavailable: 52, noSuchObject: 32, invalidCredentials: 49 } as const;

/** Speaks as much LDAP as one login and one search need; filters are taken as passed by all. */
export async function startLdapServer(options: LdapServerOptions): Promise<LdapServer> {
  const open = new Set<Socket>();
  const searches: string[] = [];
  const context =
    options.keys && createSecureContext({ cert: options.keys.certificate, key: options.keys.key });
  const secured = (socket: Socket) =>
    new TLSSocket(socket, { isServer: true, ...(context && { secureContext: context }) });
  const serve = (socket: Socket) => {
    socket.on("error", () => undefined);
    let known = false;
    socket.on("data", (data) => {
      const reader = new BerReader(data);
      reader.readSequence();
      const id = reader.readInt() ?? 0;
      const operation = reader.readSequence();
      switch (operation) {
        case BIND: {
          reader.readInt();
          const { account } = options;
          const dn = reader.readString() ?? "";
          const password = reader.readString(0x80) ?? "";
          known = dn === account.dn && password === account.password;
          socket.write(result(id, 0x61, known ? "success" : "invalidCredentials"));
          break;
        }
        case SEARCH: {
          const base = reader.readString() ?? "";
          const found = known ? options.entries[base] : undefined;
          if (base !== "") searches.push(base);
          for (const one of found?.slice(0, 1) ?? []) socket.write(entry(id, one));
          const there = base === "" || found !== undefined;
          socket.write(result(id, 0x65, there ? "success" : "noSuchObject"));
          break;
        }
        case EXTENDED:
          socket.write(result(id, 0x78, context ? "success" : "unavailable"));
          if (context) {
            socket.removeAllListeners("data");
            serve(secured(socket));
          }
          break;
        case UNBIND:
          socket.end();
          break;
        default:
          socket.destroy();
      }
    });
  };
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => open.delete(socket));
    serve(options.mode === "ldaps" ? secured(socket) : socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    searches,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function message(id: number, tag: number, write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(tag);
  write(writer);
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}

function result(id: number, tag: number, code: keyof typeof CODES): Buffer {
  return message(id, tag, (writer) => {
    writer.writeEnumeration(CODES[code]);
    writer.writeString("");
    writer.writeString("");
  });
}

function entry(id: number, { dn, attributes }: LdapEntry): Buffer {
  return message(id, 0x64, (writer) => {
    writer.writeString(dn);
    writer.startSequence();
    for (const [name, value] of Object.entries(attributes)) {
      writer.startSequence();
      writer.writeString(name);
      writer.startSequence(Ber.Set | Ber.Constructor);
      writer.writeString(value);
      writer.endSequence();
      writer.endSequence();
    }
    writer.endSequence();
  });
}
