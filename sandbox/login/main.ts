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
import { DEX_VERSION, startDex, type Dex } from "../servers/dex";
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
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
    process.on(signal, () => void end(0));
  // Who deletes the folder has no other way to end it.
  setInterval(() => {
    if (!existsSync(places.settings)) void end(0);
  }, LOOK_INTERVAL);

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

  rmSync(places.dex, { recursive: true, force: true });
  mkdirSync(places.dex, { mode: 0o700 });
  for (const [name, content] of Object.entries(settings.dex.files)) {
    writeFileSync(path.join(places.dex, name), content, { mode: 0o600 });
  }
  const dexLog = createWriteStream(places.dexLog, { mode: 0o600 });
  const { pathname } = new URL(settings.dex.config.issuer);
  try {
    dex = await startDex({
      document: settings.dex.config,
      port: dexPort,
      address: `http://127.0.0.1:${dexPort}${pathname.replace(/\/$/, "")}`,
      env: settings.dex.env,
      args: settings.dex.args,
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

main().catch((error: unknown) => {
  console.error(`The login of the sandbox, with Dex ${DEX_VERSION}, failed:`, error);
  process.exit(1);
});
