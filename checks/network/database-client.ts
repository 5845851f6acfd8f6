import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { Client } from "pg";

import { clientConfig, connectionError, type SeedConnection } from "../../seed/connection";
import { waitingLimit } from "./waiting-limit";

/** Less than a check has, so that the connection's own error tells what to do. */
const CONNECT_SECONDS = 4;

/** A client of a database, for checks. */
export interface DatabaseClient {
  readonly client: Client;
  /**
   * Connects in limited time.
   * @throws {SeedError} in words for people
   */
  readonly connect: () => Promise<void>;
}

/** A client that is not connected yet. */
export function databaseClient(connection: SeedConnection): DatabaseClient {
  // Its own limit would count the time in which this process looks for no answer.
  const config = clientConfig({ ...connection, connectTimeoutSeconds: 0 });
  let stream: Duplex | undefined;
  const makeStream = () => (stream = config.stream?.() ?? new Socket());
  const client = new Client({ ...config, stream: makeStream });
  // A connection that breaks off later would end the process otherwise.
  client.on("error", () => undefined);
  return {
    client,
    connect: async () => {
      let stop: (() => void) | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        stop = waitingLimit(CONNECT_SECONDS * 1000, () => {
          reject(new Error("timeout"));
          stream?.destroy();
        });
      });
      try {
        await Promise.race([client.connect(), late]);
      } catch (error) {
        throw connectionError(error, { ...connection, connectTimeoutSeconds: CONNECT_SECONDS });
      } finally {
        stop?.();
      }
    },
  };
}
