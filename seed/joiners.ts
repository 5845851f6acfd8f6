import type { KindTables } from "./catalog";
import { firstFew } from "./first-few";
import type { Current } from "./load";
import type { SeedPlan } from "./plan-types";
import type { PowerlessPolicies } from "./powerless-policies";
import type { Desired } from "./resolve";
import { type DesiredRow, fieldPath, type PlannedValue } from "./rows";

/** Organizations that users join by their e-mail domain, and in which they can then do nothing. */
export function warnOfJoiners(
  { policies, organizations }: KindTables,
  desired: Desired,
  current: Current,
  plan: SeedPlan,
  powerless: PowerlessPolicies,
): string[] {
  if (policies === undefined || organizations?.columns.has("default_policy_id") !== true) return [];
  const warnings = withDomains(desired, current, plan).flatMap(({ row, domain, final }) => {
    const policy = final("default_policy_id");
    const name = powerless.nameOf(policy);
    if (policy !== null && name === undefined) return [];
    const given = name === undefined ? undefined : { name, fixed: powerless.isBuiltIn(policy) };
    return [joinersCanDoNothing(row, domain, given)];
  });
  return firstFew(warnings, moreOrganizations);
}

/** An organization that users join by their e-mail domain. */
export interface WithDomain {
  readonly row: DesiredRow;
  readonly domain: string;
  /** What a column holds once the plan is carried out. */
  readonly final: (column: string) => PlannedValue;
}

/** The organizations that have a domain once a plan is carried out. */
export function withDomains(
  desired: Desired,
  current: Current,
  { ids, kinds }: SeedPlan,
): WithDomain[] {
  const rows = new Map(current.organizations.map(({ values }) => [String(values.id), values]));
  const { updates, creates } = kinds.organizations;
  const changes = new Map(updates.map((update) => [update.row.entry, update.changes]));
  const created = new Map(creates.map((create) => [create.row.entry, create.values]));
  return desired.organizations.flatMap((row, index) => {
    const values = created.get(row.entry) ?? rows.get(ids.organizations[index] ?? "");
    const changed = changes.get(row.entry);
    const final = (column: string): PlannedValue =>
      changed?.[column] === undefined ? (values?.[column] ?? null) : changed[column].to;
    const domain = final("domain");
    // Nobody joins by a blank one.
    return typeof domain === "string" && domain.trim() !== "" ? [{ row, domain, final }] : [];
  });
}

/** The warning for an organization without a default policy, or with one that allows nothing. */
export function joinersCanDoNothing(
  row: DesiredRow,
  domain: string,
  policy?: { readonly name: string; readonly fixed: boolean },
): string {
  const who = `users of ${domain} who join organization ${row.label}`;
  const place = fieldPath(row, "defaultPolicy");
  if (policy === undefined)
    return `${who} get no policy, so they can do nothing there: set ${place}`;
  const remedy = policy.fixed ? "set another" : "give it scopes, or set another";
  return `${who} get the policy ${JSON.stringify(policy.name)}, which has no scopes, so they can do nothing there: ${remedy} ${place}`;
}

/** What is said of further organizations. */
export function moreOrganizations(rest: number): string {
  const who = rest === 1 ? "1 more organization has" : `${rest} more organizations have`;
  return `${who} a domain and no default policy that allows anything`;
}
