import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Where things lie in the folder of one sandbox stack. */
export interface SessionPlaces {
  readonly folder: string;
  /** The engine's state, encrypted where it is secret. */
  readonly state: string;
  /** The passphrase of the state's secrets, readable by its owner alone. */
  readonly passphrase: string;
  /** The engine's working directory, with the stack's settings. */
  readonly project: string;
  /** The rendered Kubernetes objects. */
  readonly manifests: string;
  /** The embedded PostgreSQL. */
  readonly postgres: string;
  /** Held by the process that works on the stack. */
  readonly lock: string;
  /** What the folder holds, for `npm run down`. */
  readonly record: string;
}

/** The places in a folder; nothing is made. */
export function sessionPlaces(folder: string): SessionPlaces {
  const at = (name: string) => path.join(path.resolve(folder), name);
  return {
    folder: path.resolve(folder),
    state: at("state"),
    passphrase: at("passphrase"),
    project: at("project"),
    manifests: at("manifests"),
    postgres: at("postgres"),
    lock: at("lock"),
    record: at("sandbox.json"),
  };
}

/** Makes the folders that the engine needs. */
export function makeSessionFolders(places: SessionPlaces): void {
  for (const folder of [places.state, places.project]) {
    mkdirSync(folder, { recursive: true });
  }
}

/** The stack's passphrase, made at the first call. */
export function readPassphrase(places: SessionPlaces): string {
  if (!existsSync(places.passphrase)) {
    const passphrase = randomBytes(32).toString("base64url");
    writeFileSync(places.passphrase, `${passphrase}\n`, { mode: 0o600 });
  }
  return readFileSync(places.passphrase, "utf8").trim();
}
