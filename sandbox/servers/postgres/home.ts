import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { runCommand, executable } from "../../../workspace/run-command";
import { SandboxError } from "../../errors";
import { findPostgresBinaries, type PostgresPackage } from "./binaries";

/** An account of the operating system. */
export interface OsUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Where a server's files lie, and who runs it. */
export interface PostgresHome {
  /** The folder of the data, the log and, when they had to be copied, the binaries. */
  readonly folder: string;
  /** The folder with `bin`, `lib` and `share`. */
  readonly native: string;
  /** Whom the server runs as; undefined: as ourselves. */
  readonly user?: OsUser;
}

/** PostgreSQL refuses to run as root, so another account has to do it. */
export function unprivilegedUser(): OsUser | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "_postgres", "nobody"]) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(":");
    const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
    if (uid > 0 && gid > 0) {
      return { name, uid, gid };
    }
  }
  throw new SandboxError(
    "PostgreSQL refuses to run as root, and this machine has neither a user postgres nor nobody. " +
      "Run as an ordinary user, or create one: useradd --system postgres",
  );
}

/**
 * The private folder for a server whose own directory its user can't enter. The name follows from
 * the directory alone, so it is found again when everything else was lost.
 */
export function reachableFolder(directory: string): string {
  const hash = createHash("sha256").update(path.resolve(directory)).digest("hex").slice(0, 12);
  return `/var/tmp/formance-control-plane-${hash}`;
}

/** Decides where a server's files lie; creates the folder. */
export async function preparePostgresHome(
  directory: string,
  source?: PostgresPackage,
): Promise<PostgresHome> {
  const native = findPostgresBinaries(source);
  const user = unprivilegedUser();
  if (user === undefined) {
    return { folder: directory, native };
  }
  const folder = reachableFolder(directory);
  if (!existsSync(folder) && (await canUse(user, directory, native))) {
    return { folder: directory, native, user };
  }
  return { folder, native: copyBinaries(native, folder), user };
}

/** Whether a user can enter the directory and run the binaries where they are. */
async function canUse(user: OsUser, directory: string, native: string): Promise<boolean> {
  const server = path.join(native, "bin", executable("postgres"));
  const probe = 'cd "$1" && exec "$2" --version';
  const result = await runCommand("/bin/sh", ["-c", probe, "sh", directory, server], {
    cwd: "/",
    uid: user.uid,
    gid: user.gid,
  });
  return result.code === 0;
}

function copyBinaries(native: string, folder: string): string {
  makeOwnFolder(folder);
  const copy = path.join(folder, "native");
  const complete = path.join(copy, "bin", executable("postgres"));
  if (!existsSync(complete)) {
    rmSync(copy, { recursive: true, force: true });
    for (const part of ["lib", "share", "bin"]) {
      cpSync(path.join(native, part), path.join(copy, part), {
        recursive: true,
        verbatimSymlinks: true,
        // Static libraries serve compilers only.
        filter: (source) => !source.endsWith(".a"),
      });
    }
  }
  return copy;
}

/** The folder's name can be guessed and /var/tmp is everyone's: what is there must be ours. */
function makeOwnFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new SandboxError(
      `${folder} belongs to someone else or can be written by others, so PostgreSQL's files can't be kept there. Remove it and run again.`,
    );
  }
  chmodSync(folder, 0o711);
}
