import { nextOwned } from "./owned";
import { nothingOwned, type Owned, type SeedPlan } from "./plan-types";
import type { Prepared, PrepareRequest } from "./prepare";
import type { ByKind } from "./rows";
import { isReference } from "./rows";
import { settledPlan, type Settled, type SettledRun } from "./settled";
import { summarize } from "./summary";

/** What a run did. */
export interface SeedResult {
  readonly plan: SeedPlan;
  /** One line with names and counts, and what the database had no place for. */
  readonly summary: string;
  readonly organizationIds: Readonly<Record<string, string>>;
  readonly regionIds: Readonly<Record<string, string>>;
  /** By `<organization>/<stack>` as the specification writes both. */
  readonly stackIds: Readonly<Record<string, string>>;
  readonly owned: Owned;
  /** What tells the next run that nothing changed; none where it has to compare. */
  readonly settled?: Settled | undefined;
  /** Which database it is, whatever its address; none where the server doesn't tell. */
  readonly databaseId?: string | undefined;
}

/** Tells what a run did, once it is committed. */
export function reportRun(
  request: PrepareRequest,
  { plan, current, desired, warnings }: Prepared,
  created: ByKind<readonly string[]>,
): SeedResult {
  const { organizations = [], regions = [], stacks = [] } = request.specification;
  const stackIds: Record<string, string> = {};
  const deletable = new Map<string, boolean>();
  stacks.forEach((stack, index) => {
    const row = desired.stacks[index];
    const organization = row?.given.organization_id;
    if (row === undefined || !isReference(organization)) return;
    const id = plan.ids.stacks[index] ?? "";
    stackIds[`${stack.organization}/${stack.name}`] = id;
    const owner = plan.ids.organizations[organization.index] ?? "";
    deletable.set(`${owner}/${id}`, row.deletable);
  });
  return {
    plan,
    summary: [summarize(plan), ...warnings].join("; "),
    organizationIds: idsByName(organizations, plan.ids.organizations),
    regionIds: idsByName(regions, plan.ids.regions),
    stackIds,
    owned: nextOwned(request.previous?.owned ?? nothingOwned, current, plan, created, deletable),
  };
}

/** Tells of a run that found everything as the last one left it. */
export function reportSettled(run: SettledRun): SeedResult {
  const { owned, organizationIds, regionIds, stackIds, ...settled } = run;
  const plan = settledPlan(settled);
  const summary = [summarize(plan), ...settled.warnings].join("; ");
  return { plan, summary, organizationIds, regionIds, stackIds, owned, settled };
}

function idsByName(
  entries: readonly { readonly name: string }[],
  ids: readonly string[],
): Record<string, string> {
  return Object.fromEntries(entries.map(({ name }, index) => [name, ids[index] ?? ""]));
}
