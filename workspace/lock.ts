import { errorCode } from "../messages/errors";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

import { WorkspaceError } from "./errors";

/** Who holds a lock. */
export interface LockHolder {
  readonly pid: number;
  /** ISO 8601. */
  readonly since: string;
}

/** The outcome of a try: the lock itself, or who holds it. */
export type LockAttempt =
  | {
      readonly acquired: true;
      /** The holder that died without giving the lock back; Windows doesn't tell. */
      readonly crashed?: LockHolder;
      readonly release: () => void;
    }
  | { readonly acquired: false; readonly holder: LockHolder };

/** How long another try, which began at the same moment, may take to give way. */
const GIVE_WAY_LIMIT = 1_000;
const PAUSE = 25;

/**
 * Takes the lock that a path stands for, or tells who has it. Nothing is made at the path.
 *
 * Who holds it listens at a socket in the system's folder of temporary files, where paths are short
 * enough, and the system closes the socket when the process ends, however it ends. Each try has a
 * socket of its own and then looks for others. So a file that a killed process left can be removed at
 * any time: nobody listens at its name again.
 */
export async function tryLock(file: string): Promise<LockAttempt> {
  const own = `${Date.now().toString(36)}-${process.pid}-${randomBytes(3).toString("hex")}`;
  if (process.platform === "win32") return tryPipe(`\\\\.\\pipe\\${idOf(file)}`, own);
  const folder = socketFolder(file);
  const release = await announce(folder, own);
  const limit = Date.now() + GIVE_WAY_LIMIT;
  let crashed: LockHolder | undefined;
  for (;;) {
    const others: string[] = [];
    for (const name of readdirSync(folder)) {
      if (name === own || name.startsWith(".")) continue;
      const state = await stateOf(path.join(folder, name));
      if (state === "alive") others.push(name);
      if (state === "dead") {
        crashed = parseHolder(name);
        rmSync(path.join(folder, name), { force: true });
      }
    }
    const [first] = others.sort();
    if (first === undefined) return { acquired: true, release, crashed };
    // Of several tries at one moment the first gets it; one that waits in vain has met the holder.
    if (first < own || Date.now() > limit) {
      release();
      return { acquired: false, holder: parseHolder(first) };
    }
    await sleep(PAUSE);
  }
}

/** Takes a lock, waiting for as long as another process holds it. */
export async function waitForLock(
  file: string,
  onWait: (holder: LockHolder) => void,
): Promise<() => void> {
  for (;;) {
    const attempt = await tryLock(file);
    if (attempt.acquired) {
      return attempt.release;
    }
    onWait(attempt.holder);
    await sleep(1000);
  }
}

/** The folder with the sockets of a lock. */
export function socketFolder(file: string): string {
  return path.join(tmpdir(), idOf(file));
}

function idOf(file: string): string {
  const hash = createHash("sha256").update(path.resolve(file)).digest("hex");
  return `formance-control-plane-${hash.slice(0, 16)}`;
}

/** Listens under a name, which appears in the folder only when the socket answers. */
async function announce(folder: string, name: string): Promise<() => void> {
  const [draft, socket] = [path.join(folder, `.${name}`), path.join(folder, name)];
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const server = await listen(draft, name);
    renameSync(draft, socket);
    return () => {
      server.close();
      rmSync(socket, { force: true });
      removeIfEmpty(folder);
    };
  } catch (error) {
    // Another process gave the lock back, and removed the folder.
    if (errorCode(error) === "ENOENT") return announce(folder, name);
    throw isDenied(error) ? foreignLock(folder, error) : error;
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes(errorCode(error) ?? "")) throw error;
  }
}

/** The system lets one process at a time listen at a pipe's name. */
async function tryPipe(pipe: string, own: string): Promise<LockAttempt> {
  for (;;) {
    try {
      const server = await listen(pipe, own);
      return { acquired: true, release: () => void server.close() };
    } catch (error) {
      if (errorCode(error) !== "EADDRINUSE") throw error;
    }
    const holder = await text(connect(pipe)).catch(() => undefined);
    if (holder !== undefined) return { acquired: false, holder: parseHolder(holder) };
  }
}

/** Tells its name to whoever connects, and doesn't keep the process. */
function listen(address: string, name: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      // Who has seen enough hangs up.
      socket.on("error", () => undefined).end(name);
    });
    server.once("error", reject).listen(address, () => {
      resolve(server.unref());
    });
  });
}

function stateOf(socket: string): Promise<"alive" | "dead" | "gone"> {
  return new Promise((resolve, reject) => {
    const connection = connect(socket, () => {
      connection.destroy();
      resolve("alive");
    });
    connection.once("error", (error) => {
      if (errorCode(error) === "ECONNREFUSED") resolve("dead");
      else if (["ENOENT", "ECONNRESET"].includes(errorCode(error) ?? "")) resolve("gone");
      else reject(isDenied(error) ? foreignLock(path.dirname(socket), error) : error);
    });
  });
}

function isDenied(error: unknown): boolean {
  return ["EACCES", "EPERM"].includes(errorCode(error) ?? "");
}

function foreignLock(folder: string, cause: unknown): WorkspaceError {
  return new WorkspaceError(
    `The lock in ${folder} belongs to another user. Wait until that user's run has ended, then remove the folder.`,
    { cause },
  );
}

/** What the name of a socket tells: when its process began to listen, and its number. */
function parseHolder(name: string): LockHolder {
  const [began = "", pid = ""] = name.split("-");
  return { pid: Number(pid), since: new Date(Number.parseInt(began, 36)).toISOString() };
}
