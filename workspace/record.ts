import { readFileSync, renameSync, writeFileSync } from "node:fs";

import type { WorkspacePlaces } from "./places";

/** What a sandbox folder holds; kept in the folder itself. */
export interface WorkspaceRecord {
  readonly stack: string;
  /** The cluster that the stack is deployed to; absent: rendered to files. */
  readonly cluster?: { readonly context: string; readonly kubeconfig?: string };
  /** The number of resources after the last complete deployment. */
  readonly resources?: number;
}

/** The record of a folder; undefined where there is none or a crash cut it off. */
export function readRecord(places: WorkspacePlaces): WorkspaceRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(places.record, "utf8")) as Partial<WorkspaceRecord>;
    return typeof record.stack === "string" ? { ...record, stack: record.stack } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the record, whole or not at all. */
export function writeRecord(places: WorkspacePlaces, record: WorkspaceRecord): void {
  const draft = `${places.record}.draft`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(draft, places.record);
}
