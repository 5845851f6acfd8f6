import { errorCode, messageOf } from "../../messages/errors";
import "../commands/compile-cache";
import { once } from "node:events";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

import { loginPlaces } from "../../workspace/login-places";
import { DEX_VERSION, startDex, type Dex, type DexOptions } from "../servers/dex";
import { findFreePort } from "../servers/free-port";
import { connectorFailures } from "./dex-log";
import { createEntry } from "./entry";
import { RelyingParty } from "./relying-party";
import { answerPages } from "./server";
import type { LoginSettings } from "./settings";
import { writeStatus } from "./status";

const LOOK_INTERVAL = 2_000;

/**
 * The process of the login, which outlives the command that starts it: the TLS entry, the page, and
 * Dex as its child. Its arguments: the folder, the digest of the settings, and Dex's path.
 */
async function main(): Promise<void> {
  const [folder = "", digest = "", binary = ""] = process.argv.slice(2);
  const places = loginPlaces(folder);
  const settings = JSON.parse(readFileSync(places.settings, "utf8")) as LoginSettings;
  let log = "";
  let dexFailure: string | undefined;
  let dex: Dex | undefined;
  const tell = (ready: boolean, failure?: string) => {
    writeStatus(places.status, {
      pid: process.pid,
      digest,
      ready,
      failure,
      dexFailure,
      connectorFailures: connectorFailures(log),
    });
  };
  const end = async (status: number) => {
    await dex?.stop();
    process.exit(status);
  };
  onLastMoment(places.settings, () => void end(0));

  tell(false);
  const dexPort = await findFreePort();
  const party = new RelyingParty(settings, dexPort);
  const view = {
    status: () => ({ dexFailure, connectorFailures: connectorFailures(log) }),
    log: () => log,
  };
  const entry = createEntry(settings, dexPort, answerPages(settings, party, view));
  try {
    await once(entry.listen({ port: settings.port, host: "127.0.0.1" }), "listening");
  } catch (error) {
    tell(true, errorCode(error) ?? messageOf(error));
    await end(1);
  }

  writeDexFiles(places.dex, settings);
  const dexLog = createWriteStream(places.dexLog, { mode: 0o600 });
  try {
    dex = await startDex({
      ...dexOptions(settings, dexPort),
      folder: places.dex,
      binary,
      onLog: (text) => {
        log = (log + text).slice(-100_000);
        dexLog.write(text);
      },
      onEnd: (reason) => {
        dexFailure = reason;
        tell(true);
      },
    });
  } catch (error) {
    dexFailure = messageOf(error);
  }
  tell(true);
}

/** Calls back for a signal, and when the file is gone: who deletes the folder has no other way. */
function onLastMoment(file: string, callback: () => void): void {
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, callback);
  setInterval(() => {
    if (!existsSync(file)) callback();
  }, LOOK_INTERVAL);
}

/** The folder of Dex, with the files that its configuration names. */
function writeDexFiles(folder: string, { dex }: LoginSettings): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  for (const [name, content] of Object.entries(dex.files)) {
    writeFileSync(path.join(folder, name), content, { mode: 0o600 });
  }
}

function dexOptions({ dex }: LoginSettings, port: number): DexOptions {
  const { pathname } = new URL(dex.config.issuer);
  return {
    document: dex.config,
    port,
    address: `http://127.0.0.1:${port}${pathname.replace(/\/$/, "")}`,
    env: dex.env,
    args: dex.args,
  };
}

main().catch((error: unknown) => {
  console.error(`The login of the sandbox, with Dex ${DEX_VERSION}, failed:`, error);
  process.exit(1);
});
