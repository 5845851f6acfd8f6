import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { WorkspaceError } from "./errors";

/** Where things lie in the folder of one sandbox stack. */
export interface WorkspacePlaces {
  readonly folder: string;
  /** The engine's state, encrypted where it is secret. */
  readonly state: string;
  /** The passphrase of the state's secrets, readable by its owner alone. */
  readonly passphrase: string;
  /** Marks a stack that uses the passphrase of its stack file. */
  readonly borrowed: string;
  /** The engine's working directory, with the stack's settings. */
  readonly project: string;
  /** The rendered Kubernetes objects. */
  readonly manifests: string;
  /** The embedded PostgreSQL. */
  readonly postgres: string;
  /** Dex, and the page behind its login. */
  readonly login: string;
  /** Held by the process that works on the stack. */
  readonly lock: string;
  /** The stack file of the last complete deployment. */
  readonly deployedSettings: string;
  /** What the folder holds, for `npm run down`. */
  readonly record: string;
}

/** The places in a folder; nothing is made. */
export function workspacePlaces(folder: string): WorkspacePlaces {
  const at = (name: string) => path.join(path.resolve(folder), name);
  return {
    folder: path.resolve(folder),
    state: at("state"),
    passphrase: at("passphrase"),
    borrowed: at("passphrase-of-stack-file"),
    project: at("project"),
    manifests: at("manifests"),
    postgres: at("postgres"),
    login: at("login"),
    lock: at("lock"),
    deployedSettings: at("deployed-settings.yaml"),
    record: at("sandbox.json"),
  };
}

/** Makes the folders that the engine needs. */
export function makeWorkspaceFolders(places: WorkspacePlaces): void {
  for (const folder of [places.state, places.project]) {
    mkdirSync(folder, { recursive: true });
  }
}

/**
 * The passphrase of the stack: the sandbox's own, made at the first call, or for a stack file with
 * encrypted values the one of the environment, which is written down nowhere.
 */
export function readPassphrase(
  places: WorkspacePlaces,
  env: NodeJS.ProcessEnv = process.env,
): string {
  if (existsSync(places.passphrase)) return readFileSync(places.passphrase, "utf8").trim();
  const given = givenPassphrase(env);
  if (given !== undefined && existsSync(places.borrowed)) return given;
  if (existsSync(places.borrowed)) {
    throw new WorkspaceError(
      `The stack in ${places.folder} uses the passphrase of its stack file. Set it: PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE`,
    );
  }
  if (existsSync(path.join(places.state, ".pulumi", "stacks"))) {
    throw new WorkspaceError(
      `The passphrase in ${places.passphrase} is gone, and nothing else decrypts the sandbox's state. Put it back, or start again with npm run down.`,
    );
  }
  const passphrase = randomBytes(32).toString("base64url");
  writeFileSync(places.passphrase, `${passphrase}\n`, { mode: 0o600 });
  return passphrase;
}

/** Makes the stack use the passphrase with which its stack file was encrypted. */
export function borrowPassphrase(
  places: WorkspacePlaces,
  file: string,
  env: NodeJS.ProcessEnv = process.env,
): void {
  if (existsSync(places.passphrase)) {
    throw new WorkspaceError(
      `${file} has encrypted values now, but the sandbox in ${places.folder} was created with its own passphrase. Remove it first: npm run down`,
    );
  }
  if (givenPassphrase(env) === undefined) {
    throw new WorkspaceError(
      `${file} has encrypted values ("secure:"). Set the passphrase that decrypts them: PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE. ` +
        "Values that npm run secret stored for a sandbox that you have removed can't be decrypted any more: delete them and the line encryptionsalt, and store them again.",
    );
  }
  writeFileSync(places.borrowed, "");
}

function givenPassphrase(env: NodeJS.ProcessEnv): string | undefined {
  if (env.PULUMI_CONFIG_PASSPHRASE) return env.PULUMI_CONFIG_PASSPHRASE;
  const file = env.PULUMI_CONFIG_PASSPHRASE_FILE;
  return file !== undefined && existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}
