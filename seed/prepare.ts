import { isDeepStrictEqual } from "node:util";
import { printable } from "../messages/printable";
import type { KindTables, Queryable } from "./catalog";
import type { SpecificationEntries } from "./entries";
import { SeedError } from "./errors";
import { findUnfilled, fit } from "./fit";
import { warnOfJoiners } from "./joiners";
import { loadCurrent, type Current } from "./load";
import { checkMemberAccess } from "./member-access";
import { planSeed } from "./plan";
import { nothingOwned, type Owned, type SeedPlan } from "./plan-types";
import { withPoliciesElsewhere } from "./policies-elsewhere";
import { PowerlessPolicies } from "./powerless-policies";
import type { ReadyTables } from "./readiness";
import { type Desired, findIdCollisions, type IdStyle, resolve } from "./resolve";
import { byKind, type Kind, kinds } from "./rows";
import type { DriftMode, PruneMode, UnknownScopes } from "./modes";
import { checkScopes } from "./scopes";
import type { SeedSpecification } from "./schema";
import { warnOfSharedDomains } from "./shared-domains";
import { validateSpecification } from "./validate";

/** What was applied last. */
export interface PreviousSeed {
  readonly specification: SeedSpecification;
  readonly owned: Owned;
}

/** What a plan for a database is made of. */
export interface PrepareRequest {
  readonly schema: string;
  readonly specification: SeedSpecification;
  readonly entries: SpecificationEntries;
  readonly previous?: PreviousSeed | undefined;
  readonly prune: PruneMode;
  readonly drift: DriftMode;
  readonly unknownScopes: UnknownScopes;
  readonly listedOnly: boolean;
}

/** A plan that can be carried out, and what it was made from. */
export interface Prepared {
  readonly plan: SeedPlan;
  readonly current: Current;
  readonly desired: Desired;
}

/** The kinds that a specification or an earlier one concerns. */
export function neededKinds(entries: SpecificationEntries, previous?: PreviousSeed): Kind[] {
  return kinds.filter((kind) => entries.of(kind).length + (previous?.owned[kind].length ?? 0) > 0);
}

/** Reads the rows and plans; fails, before anything is written, with every problem found. */
export async function prepare(
  client: Queryable,
  tables: ReadyTables,
  request: PrepareRequest,
): Promise<Prepared> {
  const { found } = tables;
  const { schema } = request;
  const all = resolve(request.specification, idStyle(found), request.entries);
  const resolved = request.listedOnly ? withoutImplied(all) : all;
  const fitted = fit(resolved, tables);
  failOn([...findIdCollisions(resolved), ...fitted.problems]);
  const { desired, warnings, unknown } = await checkScopes(client, schema, found, fitted.desired);
  if (request.listedOnly) failOn(fitted.unwritten);
  if (request.unknownScopes === "refuse") failOn(unknown);
  const owned = request.previous?.owned ?? nothingOwned;
  const loaded = await loadCurrent(client, { schema, tables: found, desired, owned });
  const current = await withPoliciesElsewhere(client, schema, found, desired, loaded);
  const { rolePolicies = {} } = request.specification;
  const plan = planSeed({
    current,
    desired,
    previous: resolvePrevious(request, desired, idStyle(found)),
    owned,
    prune: request.prune,
    drift: request.drift,
    lookup: { tables, current, rolePolicies },
  });
  const powerless = new PowerlessPolicies(found.policies, desired, current, plan);
  const access = checkMemberAccess(found, desired, current, plan, powerless);
  const refused = new Set(plan.problems.map(({ path }) => path));
  const powerlessOwners = access.problems.filter(({ path }) => !refused.has(path));
  // A scope that isn't known can be what an owner lacks.
  const causes = powerlessOwners.length > 0 ? unknown : [];
  failOn([...plan.problems, ...findUnfilled(found, plan), ...powerlessOwners, ...causes]);
  const joiners = warnOfJoiners(found, desired, current, plan, powerless);
  const shared = await warnOfSharedDomains(client, schema, found, { desired, current, plan });
  const told = [
    ...fitted.warnings,
    ...warnings,
    ...plan.warnings,
    ...access.warnings,
    ...joiners,
    ...shared,
  ];
  return { plan: { ...plan, warnings: told.map(printable) }, current, desired };
}

/** Rows that somebody asked for; nothing refers to the others. */
function withoutImplied(desired: Desired): Desired {
  return byKind((kind) => desired[kind].filter(({ implied }) => !implied));
}

/** The rows of the last specification, which mostly is the same again. */
function resolvePrevious(
  { previous, specification }: PrepareRequest,
  resolved: Desired,
  style: IdStyle,
): Desired | undefined {
  if (previous === undefined) return undefined;
  if (isDeepStrictEqual(previous.specification, specification)) return resolved;
  // A specification of an older release may have another shape: then nothing is reset.
  const validated = validateSpecification(previous.specification);
  return validated.ok ? resolve(validated.specification, style) : undefined;
}

/** Of which kinds the ids are UUIDs in these tables. */
function idStyle(found: KindTables): IdStyle {
  return byKind((kind) => found[kind]?.columns.get("id")?.type === "uuid");
}

function failOn(problems: Parameters<typeof SeedError.fromProblems>[0]): void {
  if (problems.length > 0) throw SeedError.fromProblems(problems);
}
