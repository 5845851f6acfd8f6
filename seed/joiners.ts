import type { KindTables } from "./catalog";
import type { Current } from "./load";
import type { SeedPlan } from "./plan-types";
import type { Desired } from "./resolve";
import { fieldPath, givenText } from "./rows";

/** Organizations that are named; there may be thousands. */
const shown = 3;

/** Organizations that users join by their e-mail domain, and in which they can then do nothing. */
export function warnOfJoiners(
  { policies, organizations }: KindTables,
  desired: Desired,
  current: Current,
  { ids, kinds }: SeedPlan,
): string[] {
  if (policies === undefined || organizations?.columns.has("default_policy_id") !== true) return [];
  const rows = new Map(current.organizations.map(({ values }) => [String(values.id), values]));
  const changes = new Map(
    kinds.organizations.updates.map((update) => [update.row, update.changes]),
  );
  const warnings = desired.organizations.flatMap((row, index) => {
    const values = rows.get(ids.organizations[index] ?? "");
    const changed = changes.get(row);
    const final = (column: string): unknown =>
      changed?.[column] === undefined
        ? (row.given[column] ?? values?.[column] ?? null)
        : changed[column].to;
    const domain = final("domain");
    if (domain === null || final("default_policy_id") !== null) return [];
    const text = givenText(domain as string);
    return [
      `users of ${text} who join organization ${row.label} get no policy, so they can do nothing there: set ${fieldPath(row, "defaultPolicy")}`,
    ];
  });
  const rest = warnings.length - shown;
  const more = `${rest} more organizations have a domain and no default policy`;
  return rest > 0 ? [...warnings.slice(0, shown), more] : warnings;
}
