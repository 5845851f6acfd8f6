import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { loginPlaces } from "../../workspace/login-places";
import { endProcesses, findProcesses, isAlive } from "../../workspace/processes";
import { SandboxError } from "../errors";
import { DEX_FILE } from "../servers/dex";
import { isPortFree, findFreePort } from "../servers/free-port";
import type { LoginSettings, LoginStatus } from "./settings";
import { readStatus } from "./status";

/** Where the entry listens unless told: the usual one besides 443, which needs rights. */
const USUAL_PORT = 8443;
const START_LIMIT = 150_000;
const PAUSE = 50;
const PROGRAM = path.join(__dirname, "main.js");

/** The processes that were started to go on without this one. */
export const outliving = new Set<number>();

/** The entry's port: the one asked for, that of an earlier run, the usual one, or a free one. */
export async function choosePort(folder: string, asked: number | undefined): Promise<number> {
  const earlier = readSettings(folder)?.port;
  if (asked !== undefined) return asked;
  if (earlier !== undefined) return earlier;
  return (await isPortFree(USUAL_PORT)) ? USUAL_PORT : findFreePort();
}

/** Starts the login of a folder, and waits until it is ready. One that runs as it should stays. */
export async function startLogin(
  folder: string,
  settings: LoginSettings,
  binary: string,
): Promise<LoginStatus> {
  const places = loginPlaces(folder);
  const text = JSON.stringify(settings);
  const digest = createHash("sha256").update(text).update(binary).digest("hex");
  const earlier = readStatus(places.status);
  if (earlier?.digest === digest && isHealthy(earlier) && isAlive(earlier.pid)) return earlier;

  await stopLogin(folder);
  if (!(await isPortFree(settings.port))) throw portInUse(settings.port);
  mkdirSync(places.folder, { recursive: true, mode: 0o700 });
  writeFileSync(places.settings, text, { mode: 0o600 });
  writeFileSync(places.authority, settings.authority);
  rmSync(places.status, { force: true });
  const log = openSync(places.log, "w", 0o600);
  const child = spawn(process.execPath, [PROGRAM, places.folder, digest, binary], {
    cwd: places.folder,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const end = new AbortController();
  const abort = () => {
    end.abort();
  };
  child.once("exit", abort).once("error", abort);
  child.unref();
  if (child.pid !== undefined) outliving.add(child.pid);
  const limit = Date.now() + START_LIMIT;
  while (Date.now() < limit) {
    const status = readStatus(places.status);
    if (status?.failure === "EADDRINUSE") throw portInUse(settings.port);
    if (status?.failure === "EACCES") {
      throw new SandboxError(
        `This user isn't allowed to listen on port ${settings.port}. Choose one above 1023: npm start -- --login-port NUMBER`,
      );
    }
    if (status?.ready === true && status.failure === undefined) return status;
    if (end.signal.aborted || status?.failure !== undefined) break;
    await sleep(PAUSE);
  }
  const said = readFileSync(places.log, "utf8").trim().split("\n").slice(-5).join("\n");
  throw new SandboxError(`The login didn't start; ${places.log} ends with:\n${said}`);
}

/** Ends the login of a folder, also what a crash left of it; answers whether anything ran. */
export async function stopLogin(folder: string): Promise<boolean> {
  const places = loginPlaces(folder);
  // The process itself, which ends Dex, and a Dex that has lost it.
  const own = await findProcesses(`${PROGRAM} ${places.folder} `);
  await endProcesses(own);
  const lost = await findProcesses(` ${path.join(places.dex, DEX_FILE)}`);
  await endProcesses(lost);
  return own.length + lost.length > 0;
}

/** Dex opens connectors when it starts, so one with a failed connector is started again. */
function isHealthy({ ready, failure, dexFailure, connectorFailures }: LoginStatus): boolean {
  return (
    ready &&
    failure === undefined &&
    dexFailure === undefined &&
    Object.keys(connectorFailures).length === 0
  );
}

function readSettings(folder: string): LoginSettings | undefined {
  try {
    return JSON.parse(readFileSync(loginPlaces(folder).settings, "utf8")) as LoginSettings;
  } catch {
    return undefined;
  }
}

function portInUse(port: number): SandboxError {
  return new SandboxError(
    `Port ${port} of 127.0.0.1 is used by another program, so the login can't listen on it. ` +
      "Stop that program, or choose another port: npm start -- --login-port NUMBER",
  );
}
