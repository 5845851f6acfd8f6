import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import type { Stack } from "@pulumi/pulumi/automation";
import { Client, escapeIdentifier } from "pg";

import type { WorkspacePlaces } from "../../workspace/places";
import { counted } from "../../messages/counted";
import { SandboxError } from "../errors";
import type { PostgresServer } from "../servers/postgres";
import { describeResource } from "./progress";

/** An operation that was running when the engine died. */
interface PendingOperation {
  readonly type: string;
  readonly resource: {
    readonly urn: string;
    readonly type: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
  };
}

/** The part of an exported state that matters here. */
interface ExportedState {
  readonly pending_operations?: readonly PendingOperation[];
}

/**
 * Puts a stack in order that a crash left half-way: the engine's own lock is lifted, and operations
 * of which nobody knows the outcome are forgotten, so that the next run does them again. Answers what
 * was cleaned up, in words for a person.
 */
export async function recoverStack(
  stack: Stack,
  stateFolder: string,
  server: PostgresServer | undefined,
): Promise<string[]> {
  const done: string[] = [];
  if (hasEngineLock(stateFolder)) {
    await stack.cancel();
    done.push("lifted the engine's lock that an earlier run left");
  }
  const exported = await stack.exportStack();
  const state = exported.deployment as ExportedState;
  const pending = state.pending_operations ?? [];
  if (pending.length > 0) {
    for (const operation of pending) {
      if (operation.type === "creating" && server !== undefined) {
        await dropUnfinished(operation, server);
      }
    }
    await stack.importStack({
      ...exported,
      deployment: { ...state, pending_operations: [] },
    });
    const names = pending.map(({ resource }) => describeResource(resource.urn));
    done.push(
      `reset ${counted(pending.length, "unfinished operation")}, to run again: ${names.join(", ")}`,
    );
  }
  return done;
}

/** Refuses a database whose stack's state was deleted: nothing knows its passwords any more. */
export async function refuseOrphanedDatabase(
  places: WorkspacePlaces,
  server: PostgresServer,
): Promise<void> {
  if (server.created || existsSync(path.join(places.state, ".pulumi", "stacks"))) return;
  const { rows } = await withServer(server, (client) =>
    client.query("select 1 from pg_roles where rolname !~ '^pg_' and rolname <> $1", [server.user]),
  );
  if (rows.length > 0) {
    throw new SandboxError(
      `The state in ${places.state} is gone, but the database that it described is still there. ` +
        "Remove both with: npm run down. npm start then creates them again.",
    );
  }
}

/** Whether the engine believes that a run is going on. */
function hasEngineLock(stateFolder: string): boolean {
  const locks = path.join(stateFolder, ".pulumi", "locks");
  return (
    existsSync(locks) &&
    readdirSync(locks, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile())
  );
}

/** Databases and roles can't be made twice; one whose making was cut off holds nothing yet. */
async function dropUnfinished(
  { resource }: PendingOperation,
  server: PostgresServer,
): Promise<void> {
  const name = resource.inputs?.name;
  const kind = /^postgresql:index\/(database|role):/.exec(resource.type)?.[1];
  if (kind === undefined || typeof name !== "string") return;
  const suffix = kind === "database" ? " with (force)" : "";
  await withServer(server, (client) =>
    client.query(`drop ${kind} if exists ${escapeIdentifier(name)}${suffix}`),
  );
}

async function withServer<T>(
  server: PostgresServer,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const { host, port, user, password } = server;
  const client = new Client({ host, port, user, password, database: "postgres" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
