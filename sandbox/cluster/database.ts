import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { SandboxError } from "../errors";
import { NAMESPACE, readSetting } from "../stack/stack-settings";

/** Refuses a database that a cluster's pods can't reach; answers the server's host. */
export function requireReachableDatabase(settingsFile: string, stack: string): string {
  const file = path.basename(settingsFile);
  if (!existsSync(settingsFile)) {
    throw new SandboxError(
      `There is no stack file ${settingsFile}. Name a stack that has one: npm start -- --stack NAME`,
    );
  }
  const host = readSetting(readFileSync(settingsFile, "utf8"), file, `${NAMESPACE}:database.host`);
  if (typeof host !== "string" || isLoopback(host)) {
    throw new SandboxError(
      `The database of the stack ${stack} is the sandbox's own PostgreSQL on this machine, which a cluster's pods can't reach. ` +
        `Set ${NAMESPACE}:database in ${file} to a server that they reach (host, admin), or name another stack: npm start -- --context NAME --stack NAME`,
    );
  }
  return host;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || host.startsWith("127.");
}
