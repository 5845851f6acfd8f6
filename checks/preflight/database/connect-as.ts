import type { Client } from "pg";

import { errorCode } from "../../../messages/errors";
import { failed, notDone, type CheckFinding } from "../../finding";
import { databaseClient } from "../../network/database-client";
import type { Login } from "./roles-to-check";

/** Logs in, and looks around with the connection. */
export async function withLogin(
  { place, password, unknown, fromHere }: Login,
  look: (client: Client) => Promise<CheckFinding>,
): Promise<CheckFinding> {
  if (unknown !== undefined) return notDone(unknown);
  const { client, connect } = databaseClient({ ...place, password });
  try {
    await connect();
    return await look(client);
  } catch (error) {
    const evidence = error instanceof Error ? error.message : String(error);
    // A server that answers has a code of its own, of five characters.
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const answered = /^[0-9A-Z]{5}$/.test(errorCode(cause) ?? "");
    return fromHere || answered
      ? failed(evidence)
      : notDone(`${evidence} Only the pods need to reach it.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
