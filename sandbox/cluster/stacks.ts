import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { workspacePlaces, type WorkspacePlaces } from "../../workspace/places";
import { readRecord, type WorkspaceRecord } from "../../workspace/record";
import { SandboxError } from "../errors";
import { NAMESPACE, readSetting } from "../stack/stack-settings";

const CLUSTERS = "clusters";

/** The folder of a stack on a cluster, inside the sandbox's folder. */
export function clusterFolder(sandboxFolder: string, stack: string, context: string): string {
  // Contexts of cloud services are long and full of slashes and colons.
  const hash = createHash("sha256").update(context).digest("hex").slice(0, 8);
  return path.join(sandboxFolder, CLUSTERS, `${stack}-${hash}`);
}

/** The stacks that were deployed to clusters from a sandbox's folder. */
export function clusterStacks(
  sandboxFolder: string,
): { places: WorkspacePlaces; record: WorkspaceRecord }[] {
  const folder = path.join(sandboxFolder, CLUSTERS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const places = workspacePlaces(path.join(folder, name));
    const record = readRecord(places);
    return record?.cluster === undefined ? [] : [{ places, record }];
  });
}

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
