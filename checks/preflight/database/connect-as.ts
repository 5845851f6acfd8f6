import { Client } from "pg";

import { clientConfig, connectionError } from "../../../seed/connection";
import { errorCode } from "../../../messages/errors";
import { failed, notDone, type CheckFinding } from "../../finding";
import type { Login } from "./roles-to-check";

/** Less than a check has, so that the connection's own error tells what to do. */
const CONNECT_SECONDS = 4;

/** Logs in, and looks around with the connection. */
export async function withLogin(
  { place, password, unknown, fromHere }: Login,
  look: (client: Client) => Promise<CheckFinding>,
): Promise<CheckFinding> {
  if (unknown !== undefined) return notDone(unknown);
  const connection = { ...place, password, connectTimeoutSeconds: CONNECT_SECONDS };
  const client = new Client(clientConfig(connection));
  // A connection that breaks off later would end the process otherwise.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await look(client);
  } catch (error) {
    const evidence = connectionError(error, connection).message;
    // A server that answers has a code of its own, of five characters.
    const answered = /^[0-9A-Z]{5}$/.test(errorCode(error) ?? "");
    return fromHere || answered
      ? failed(evidence)
      : notDone(`${evidence} The pods alone have to reach it.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
