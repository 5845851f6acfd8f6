import { chmodSync, chownSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { removePostgres, startPostgres, stopPostgres } from "../../../sandbox/servers/postgres";
import { readTail } from "../../../sandbox/servers/postgres/cluster";
import type { KeyPair } from "../../support/certificates";
import type { LoggingServer } from "./server-process";

/** A real PostgreSQL on loopback that takes no connection without TLS. */
export interface TlsPostgres extends LoggingServer {
  readonly port: number;
  /** Runs a statement as the superuser. */
  query<Row>(text: string): Promise<Row[]>;
}

/** Starts a server with a certificate, whose authority clients are to trust. */
export async function startTlsPostgres(keys: KeyPair, authority: string): Promise<TlsPostgres> {
  const directory = mkdtempSync(path.join(tmpdir(), "formance-postgres-"));
  const stop = () => removePostgres(directory);
  try {
    const { host, port, user, password } = await startPostgres({ directory, durable: false });
    const server = { host, port, user, password, database: "postgres" };
    const [row] = await ask<{ data_directory: string }>(server, "show data_directory");
    const data = row?.data_directory ?? "";
    await ask(server, "alter system set ssl = on");
    await stopPostgres(directory);
    // Their usual names. The server takes a key only from its own user.
    writeOwned(data, "server.crt", keys.certificate);
    writeOwned(data, "server.key", keys.key);
    writeOwned(data, "pg_hba.conf", "hostssl all all 127.0.0.1/32 scram-sha-256\n");
    await startPostgres({ directory, durable: false });
    const secure = { ...server, ssl: { ca: authority } };
    return {
      port,
      query: (text) => ask(secure, text),
      log: () => readTail(path.dirname(data)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ask<Row>(
  server: ConstructorParameters<typeof Client>[0],
  text: string,
): Promise<Row[]> {
  const client = new Client(server);
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

function writeOwned(folder: string, name: string, content: string): void {
  const file = path.join(folder, name);
  const { uid, gid } = statSync(folder);
  writeFileSync(file, content);
  chmodSync(file, 0o600);
  chownSync(file, uid, gid);
}
