import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { workspacePlaces, type WorkspacePlaces } from "./places";
import { readRecord, type WorkspaceRecord } from "./record";

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
