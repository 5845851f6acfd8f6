import { type SpecificationEntries, writtenName } from "./entries";
import { nextOwned } from "./owned";
import { nothingOwned, type Owned, type RowIds, type SeedPlan } from "./plan-types";
import type { Prepared, PrepareRequest } from "./prepare";
import { type ByKind, isReference, type Kind } from "./rows";
import { settledPlan, type Settled, type SettledRun } from "./settled";
import { summarize } from "./summary";

/** What a run did. */
export interface SeedResult extends ReportedIds {
  readonly plan: SeedPlan;
  /** One line with names and counts, and what the database had no place for. */
  readonly summary: string;
  readonly owned: Owned;
  /** What tells the next run that nothing changed; none where it has to compare. */
  readonly settled?: Settled | undefined;
  /** Which database it is, whatever its address; none where the server doesn't tell. */
  readonly databaseId?: string | undefined;
}

/** Tells what a run did, once it is committed. */
export function reportRun(
  request: PrepareRequest,
  { plan, current, desired }: Prepared,
  created: ByKind<readonly string[]>,
): SeedResult {
  const { entries } = request;
  const deletable = new Map<string, boolean>();
  desired.stacks.forEach((row, index) => {
    const organization = row.given.organization_id;
    if (!isReference(organization)) return;
    const organizationId = plan.ids.organizations[organization.index] ?? "";
    deletable.set(`${organizationId}/${plan.ids.stacks[index] ?? ""}`, row.deletable);
  });
  return {
    plan,
    summary: summaryOf(plan),
    ...reportedIds(entries, plan.ids),
    owned: nextOwned(request.previous?.owned ?? nothingOwned, current, plan, created, deletable),
  };
}

/** The ids of rows by name, as the specification writes it. */
export interface ReportedIds {
  readonly organizationIds: Readonly<Record<string, string>>;
  readonly regionIds: Readonly<Record<string, string>>;
  /** By `<organization>/<stack>` as the specification writes both. */
  readonly stackIds: Readonly<Record<string, string>>;
}

/** The ids that the outputs of a seed have. */
export function reportedIds(entries: SpecificationEntries, ids: RowIds): ReportedIds {
  return {
    organizationIds: idsByName("organizations", entries, ids),
    regionIds: idsByName("regions", entries, ids),
    stackIds: idsByName("stacks", entries, ids),
  };
}

/** The ids of one kind of row by name, as the specification writes it. */
export function idsByName(
  kind: Kind,
  entries: SpecificationEntries,
  ids: RowIds,
): Record<string, string> {
  return Object.fromEntries(
    entries.of(kind).map(({ entry }, index) => [writtenName(kind, entry), ids[kind][index] ?? ""]),
  );
}

/** Tells of a run that found everything as the last one left it. */
export function reportSettled(run: SettledRun): SeedResult {
  const { owned, organizationIds, regionIds, stackIds, ...settled } = run;
  const plan = settledPlan(settled);
  const summary = summaryOf(plan);
  return { plan, summary, organizationIds, regionIds, stackIds, owned, settled };
}

function summaryOf(plan: SeedPlan): string {
  return [summarize(plan), ...plan.warnings].join("; ");
}
