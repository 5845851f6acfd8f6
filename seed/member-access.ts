import { counted } from "../messages/counted";
import type { KindTables } from "./catalog";
import type { SeedProblem } from "./errors";
import { keyOf } from "./kinds";
import type { Current } from "./load";
import { firstFew } from "./first-few";
import { ownedBy } from "./new-owners";
import type { SeedPlan } from "./plan-types";
import type { PowerlessPolicies } from "./powerless-policies";
import type { Desired } from "./resolve";
import {
  type DesiredRow,
  fieldPath,
  isLookup,
  isReference,
  type Kind,
  type PlannedValue,
  type Values,
} from "./rows";

/** What is wrong with members' access, and what is odd though nobody asked for it. */
export interface MemberAccess {
  readonly problems: readonly SeedProblem[];
  readonly warnings: readonly string[];
}

/** What members could do once a plan is carried out. */
export function checkMemberAccess(
  found: KindTables,
  desired: Desired,
  current: Current,
  plan: SeedPlan,
  powerless: PowerlessPolicies,
): MemberAccess {
  const owners = powerlessOwners(desired, current, plan, powerless);
  const without = (["members", "stackMembers"] as const).flatMap((kind) =>
    found.policies === undefined ? [] : membersWithout(kind, desired, current, plan),
  );
  return {
    problems: owners.problems,
    warnings: [...owners.warnings, ...firstFew(without, moreWithout)],
  };
}

function moreWithout(rest: number): string {
  return `${counted(rest, "more member has", "more members have")} no policy`;
}

/**
 * Owners whose policy allows nothing: refused, if the specification gives or empties it. What a
 * built-in one allows is the server's, and so a warning.
 */
function powerlessOwners(
  desired: Desired,
  current: Current,
  plan: SeedPlan,
  powerless: PowerlessPolicies,
): MemberAccess {
  const problems: SeedProblem[] = [];
  const warnings: string[] = [];
  if (powerless.isEmpty) return { problems, warnings };
  const policyOf = finalPolicies("members", current, plan);
  for (const row of desired.members) {
    const organization = ownedBy(row, desired);
    if (organization === undefined) continue;
    const policy = policyOf(row, keyIn(row, plan));
    const name = powerless.nameOf(policy);
    if (name === undefined) continue;
    const path = fieldPath(row, "policy");
    const what = `policy ${JSON.stringify(name)}`;
    const isGiven =
      row.given.policy_id !== undefined &&
      !powerless.isDrifted(policy) &&
      !powerless.isBuiltIn(policy);
    if (isGiven || powerless.isEmptied(policy)) {
      const message = `${what} has no scopes, so the owner could do nothing: give it scopes, or choose another policy`;
      problems.push({ path, message });
    } else {
      warnings.push(
        `the owner of organization ${organization.label} has the ${what}, which has no scopes, and can do nothing there: set ${path}`,
      );
    }
  }
  return { problems, warnings: firstFew(warnings, moreOwners) };
}

function moreOwners(rest: number): string {
  return `${counted(rest, "more owner has", "more owners have")} a policy without scopes`;
}

/** Members whom somebody gave no policy, and whose entries leave it open. */
function membersWithout(
  kind: "members" | "stackMembers",
  desired: Desired,
  current: Current,
  plan: SeedPlan,
): string[] {
  const open = new Set(
    current[kind]
      .filter(({ values }) => "policy_id" in values && values.policy_id === null)
      .map(({ values }) => keyOf(kind, values)),
  );
  if (open.size === 0) return [];
  const policyOf = finalPolicies(kind, current, plan);
  const singular = kind === "members" ? "member" : "stack member";
  return desired[kind].flatMap((row) => {
    const key = keyIn(row, plan);
    if (!open.has(key) || policyOf(row, key) !== null) return [];
    const place = fieldPath(row, "policy");
    return [`${singular} ${row.label} has no policy, and can do nothing there: set ${place}`];
  });
}

/** The policy that a row will have. */
function finalPolicies(
  kind: Kind,
  current: Current,
  { kinds }: SeedPlan,
): (row: DesiredRow, key: string) => PlannedValue | undefined {
  const { creates, updates } = kinds[kind];
  const planned = new Map<string, PlannedValue | undefined>([
    ...creates.map(({ row, values }) => [row.entry, values.policy_id] as const),
    ...updates.flatMap(({ row, changes }) =>
      changes.policy_id === undefined ? [] : [[row.entry, changes.policy_id.to] as const],
    ),
  ]);
  const existing = new Map(
    current[kind].map(({ values }) => [keyOf(kind, values), values.policy_id]),
  );
  return (row, key) => (planned.has(row.entry) ? planned.get(row.entry) : existing.get(key));
}

/** The key of a row that is or will be in the database. */
function keyIn(row: DesiredRow, { ids }: SeedPlan): string {
  const values = Object.entries(row.given).flatMap(([column, value]) => {
    if (isLookup(value)) return [];
    return [[column, isReference(value) ? (ids[value.kind][value.index] ?? null) : value]];
  });
  return keyOf(row.kind, Object.fromEntries(values) as Values);
}
