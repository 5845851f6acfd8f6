import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

import { runCommand, type RunResult, executable } from "../../../workspace/run-command";
import { SandboxError } from "../../errors";
import type { PostgresHome } from "./home";

const SETTINGS = "sandbox.conf";

/** How a start ended; `still-held`: the processes of a killed server are not all gone yet. */
export type StartOutcome = "started" | "port-in-use" | "still-held" | "failed";

/** Makes the database files. They appear under their name only when they are complete. */
export async function createCluster(
  home: PostgresHome,
  options: { user: string; password: string; durable: boolean },
): Promise<void> {
  const unfinished = path.join(home.folder, "data.unfinished");
  const passwordFile = path.join(home.folder, "initdb-password");
  rmSync(unfinished, { recursive: true, force: true });
  // Left without PG_VERSION, it is the rest of a removal that was cut off.
  rmSync(path.join(home.folder, "data"), { recursive: true, force: true });
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, options.password, { mode: 0o600 });
    giveTo(home, unfinished, passwordFile);
    const result = await run(home, "initdb", [
      `--pgdata=${unfinished}`,
      `--username=${options.user}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      ...(options.durable ? [] : ["--no-sync"]),
    ]);
    if (result.code !== 0) {
      throw new SandboxError(
        `PostgreSQL's files couldn't be created in ${home.folder}: ${lastLine(result)}`,
      );
    }
    appendFileSync(path.join(unfinished, "postgresql.conf"), `\ninclude_if_exists '${SETTINGS}'\n`);
    renameSync(unfinished, path.join(home.folder, "data"));
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Starts a server that outlives this process, and waits until it accepts connections. */
export async function startCluster(
  home: PostgresHome,
  options: { port: number; durable: boolean },
): Promise<StartOutcome> {
  const data = path.join(home.folder, "data");
  const log = logFile(home.folder);
  const settings = path.join(data, SETTINGS);
  writeFileSync(settings, settingsText(options));
  // Each start has its own log, which a failed start is explained by.
  writeFileSync(log, "", { mode: 0o600 });
  giveTo(home, settings, log);
  const args = ["start", "--wait", "--timeout=60", "--silent", `--pgdata=${data}`, `--log=${log}`];
  const result = await run(home, "pg_ctl", args);
  if (result.code === 0) {
    return "started";
  }
  const reason = readTail(home.folder);
  if (/could not bind|Address already in use/.test(reason)) {
    return "port-in-use";
  }
  return /shared memory|lock file/.test(reason) ? "still-held" : "failed";
}

/** How a server stops: with all that is committed on disk, or at once, for files that are removed. */
export type StopMode = "fast" | "immediate";

/** Stops a server; open transactions are rolled back. */
export async function stopCluster(
  folder: string,
  home: PostgresHome,
  stopMode: StopMode,
): Promise<void> {
  const data = path.join(folder, "data");
  const stop = (mode: string) =>
    run(home, "pg_ctl", ["stop", "--wait", "--timeout=30", `--mode=${mode}`, `--pgdata=${data}`]);
  // A client that holds its connection can make a fast stop last; the log repairs an immediate one.
  let result = await stop(stopMode);
  if (result.code !== 0 && existsSync(path.join(data, "postmaster.pid"))) {
    result = await stop("immediate");
  }
  if (result.code !== 0 && existsSync(path.join(data, "postmaster.pid"))) {
    throw new SandboxError(`PostgreSQL in ${folder} couldn't be stopped: ${lastLine(result)}`);
  }
}

/** The end of a server's log. */
export function readTail(folder: string): string {
  try {
    return readFileSync(logFile(folder), "utf8").trim().split("\n").slice(-6).join("\n");
  } catch {
    return "(no log)";
  }
}

function settingsText(options: { port: number; durable: boolean }): string {
  const lines = [
    "listen_addresses = '127.0.0.1'",
    `port = ${options.port}`,
    // No socket file: its path can be too long, and its folder not writable.
    "unix_socket_directories = ''",
    "max_connections = 100",
  ];
  if (!options.durable) {
    // Commits still reach the system's memory, so a killed server loses none.
    lines.push("fsync = off", "full_page_writes = off");
  }
  return `${lines.join("\n")}\n`;
}

function run(home: PostgresHome, program: string, args: string[]): Promise<RunResult> {
  return runCommand(path.join(home.native, "bin", executable(program)), args, {
    cwd: home.folder,
    // A person's PG* variables must not redirect the server; messages are matched in English.
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: "C" },
    uid: home.user?.uid,
    gid: home.user?.gid,
  });
}

function giveTo(home: PostgresHome, ...files: string[]): void {
  if (home.user !== undefined) {
    for (const file of files) {
      chownSync(file, home.user.uid, home.user.gid);
    }
  }
}

function logFile(folder: string): string {
  return path.join(folder, "postgres.log");
}

function lastLine(result: RunResult): string {
  const text = `${result.stdout}\n${result.stderr}`.trim();
  return result.failure ?? text.split("\n").at(-1) ?? `exit status ${result.code ?? "unknown"}`;
}
