import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { codeOf } from "./errors";
import { commandLine, isAlive } from "./process-info";

/** Who holds a lock. */
export interface LockHolder {
  readonly pid: number;
  /** The program's file, by which another process that got the same number is told apart. */
  readonly program: string;
  /** ISO 8601. */
  readonly since: string;
}

/** The outcome of a try: the lock itself, or who holds it. */
export type LockAttempt =
  | {
      readonly acquired: true;
      /** The holder that died without giving the lock back. */
      readonly crashed?: LockHolder;
      readonly release: () => void;
    }
  | { readonly acquired: false; readonly holder: LockHolder };

/** Takes the lock that a file stands for, or tells who has it. A dead holder loses it. */
export async function tryLock(file: string): Promise<LockAttempt> {
  mkdirSync(path.dirname(file), { recursive: true });
  let crashed: LockHolder | undefined;
  for (;;) {
    const content = createLockFile(file);
    if (content !== undefined) {
      const release = () => {
        // Only what is still ours: the folder may have been taken down and made anew.
        if (readText(file) === content) rmSync(file, { force: true });
      };
      return { acquired: true, release, ...(crashed && { crashed }) };
    }
    const found = readText(file);
    const holder = parseHolder(found);
    if (holder !== undefined && (await isHolding(holder))) {
      return { acquired: false, holder };
    }
    crashed = holder ?? crashed;
    removeStale(file, found);
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

/** Creates the file with its content in one step, so that nobody reads a half-written one. */
function createLockFile(file: string): string | undefined {
  const holder: LockHolder = {
    pid: process.pid,
    program: path.basename(process.argv[1] ?? ""),
    since: new Date().toISOString(),
  };
  const content = JSON.stringify(holder);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, file);
    return content;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return undefined;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function removeStale(file: string, stale: string | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  // Another process may have replaced the stale file since it was read: then that one is put back.
  if (readText(aside) !== stale) {
    try {
      linkSync(aside, file);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
  rmSync(aside, { force: true });
}

async function isHolding(holder: LockHolder): Promise<boolean> {
  if (!isAlive(holder.pid)) {
    return false;
  }
  const command = await commandLine(holder.pid);
  return command?.includes(holder.program) ?? true;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function parseHolder(content: string | undefined): LockHolder | undefined {
  try {
    const { pid, program, since } = JSON.parse(content ?? "") as Partial<LockHolder>;
    return typeof pid === "number" && typeof program === "string" && typeof since === "string"
      ? { pid, program, since }
      : undefined;
  } catch {
    return undefined;
  }
}
