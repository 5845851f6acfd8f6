import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { CommandIo } from "../../../cli/io";
import type { TestDatabase } from "../../support/postgres";
import { runCommandLine, type CommandOutcome } from "../support";

/** libpq's variables for a test database. */
export function databaseEnv({ connection }: TestDatabase): Record<string, string> {
  return {
    PGHOST: connection.host,
    PGPORT: String(connection.port),
    PGDATABASE: connection.database,
    PGUSER: connection.user,
    PGPASSWORD: connection.password,
    PGSSLMODE: "disable",
  };
}

/** Runs a command on a test database, by the environment. */
export function runOn(
  database: TestDatabase,
  args: readonly string[],
  io: Partial<CommandIo> = {},
): Promise<CommandOutcome> {
  return runCommandLine(args, { env: databaseEnv(database), ...io });
}

/** The document that a command printed with `--json`. */
export function json(outcome: CommandOutcome): Record<string, unknown> {
  return JSON.parse(outcome.out) as Record<string, unknown>;
}

/** Runs work with a folder that holds the given files, and removes it. */
export async function withFolder<T>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "formance-seed-command-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
