import { readFileSync } from "node:fs";

import { loginPlaces } from "./login-places";
import { isAlive } from "./processes";

/** What answers behind the entry of the sandbox's login. */
export type LoginService = "dex" | "membership" | "console" | "portal";

/** The public URL of a service: in the sandbox with the entry's port, on a cluster without. */
export interface LoginAddress {
  readonly service: LoginService;
  readonly url: string;
  readonly deployedUrl: string;
}

/** Where the sandbox's login is, and whether it runs. */
export interface LoginEntry {
  readonly addresses: readonly LoginAddress[];
  readonly running: boolean;
}

/** The login of a folder; nothing where none was started since the stack was made. */
export function readLoginEntry(folder: string): LoginEntry | undefined {
  const places = loginPlaces(folder);
  const settings = readJson(places.settings) as { addresses?: readonly LoginAddress[] } | undefined;
  if (settings?.addresses === undefined) return undefined;
  const status = readJson(places.status) as { pid?: number; ready?: boolean } | undefined;
  const running = status?.pid !== undefined && status.ready === true && isAlive(status.pid);
  return { addresses: settings.addresses, running };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
