import { readFileSync, renameSync, writeFileSync } from "node:fs";

import type { SessionPlaces } from "./places";

/** What a sandbox folder holds; kept in the folder itself. */
export interface SandboxRecord {
  readonly stack: string;
  /** The cluster that the stack is deployed to; absent: rendered to files. */
  readonly cluster?: { readonly context: string; readonly kubeconfig?: string };
  /** The number of resources after the last complete deployment. */
  readonly resources?: number;
}

/** The record of a folder; undefined where there is none or a crash cut it off. */
export function readRecord(places: SessionPlaces): SandboxRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(places.record, "utf8")) as Partial<SandboxRecord>;
    return typeof record.stack === "string" ? { ...record, stack: record.stack } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the record, whole or not at all. */
export function writeRecord(places: SessionPlaces, record: SandboxRecord): void {
  const draft = `${places.record}.draft`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(draft, places.record);
}
