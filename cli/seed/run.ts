import { applySeed, previewSeed } from "../../seed/apply";
import type { SeedRequest } from "../../seed/request";
import { type SqlFile, sqlFile } from "../../seed/backends/sql-file";
import { needsClientSecrets, withClientSecrets } from "../../seed/client-secrets";
import { readKnownStacks } from "../../seed/known-stacks";
import type { SeedPlan } from "../../seed/plan-types";
import type { SeedResult } from "../../seed/report";
import type { CommandContext } from "../command-context";
import { withProgress } from "./progress-line";

/** What a run would do. */
export async function previewWith(request: SeedRequest): Promise<SeedPlan> {
  return previewSeed(await complete(request));
}

/** Makes the database hold the specification, and shows how far that is. */
export async function applyWith(
  context: Pick<CommandContext, "io" | "options">,
  request: SeedRequest,
): Promise<SeedResult> {
  const completed = await complete(request);
  return withProgress(context, (progress) => applySeed({ ...completed, progress }));
}

/** What {@link applyWith} would run now, as a SQL file. */
export async function exportSql(request: SeedRequest): Promise<SqlFile> {
  return sqlFile(await complete(request));
}

/** With client secrets for new stacks, which a Pulumi program would have generated. */
async function complete(request: SeedRequest): Promise<SeedRequest> {
  const { specification, connection, schema } = request;
  if (!needsClientSecrets(specification)) return request;
  const existing = await readKnownStacks(connection, schema);
  return { ...request, specification: withClientSecrets(specification, existing) };
}
