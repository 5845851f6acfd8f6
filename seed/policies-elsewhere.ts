import type { KindTables, Queryable } from "./catalog";
import type { Current } from "./load";
import type { Desired } from "./resolve";
import { byKind, type CurrentRow, isLookup, kinds } from "./rows";
import { policiesElsewhereSql } from "./sql/policies-elsewhere";
import { isPolicyNumber } from "./policy-number";

/**
 * The rows, with policies of other organizations that the specification names, and with those
 * organizations: an error then tells whose a policy is. Nothing is read where each policy is known.
 */
export async function withPoliciesElsewhere(
  client: Queryable,
  schema: string,
  tables: KindTables,
  desired: Desired,
  current: Current,
): Promise<Current> {
  const { policies, organizations } = tables;
  const unknown = unknownPolicies(desired, current);
  if (policies === undefined || organizations === undefined || unknown.length === 0) return current;
  const text = policiesElsewhereSql(schema, policies, organizations);
  const { rows } = await client.query(text, [
    unknown,
    unknown.filter((one) => !isPolicyNumber(one)),
  ]);
  const found = rows as Readonly<
    Record<"id" | "name" | "protected" | "organization" | "owner", string | null>
  >[];
  const others: Partial<Record<string, CurrentRow[]>> = {
    policies: found.map(({ id, name, organization, protected: fixed }) => ({
      kind: "policies",
      values: { id, name, organization_id: organization, protected: fixed === "true" },
    })),
    organizations: found.flatMap(({ organization: id, owner: name }) =>
      id === null ? [] : [{ kind: "organizations", values: { id, name } }],
    ),
  };
  return byKind((kind) => [...current[kind], ...(others[kind] ?? [])]);
}

/** What lookups name that is neither an entry's name nor a row's name or id. */
function unknownPolicies(desired: Desired, current: Current): string[] {
  const known = new Set<unknown>([
    ...desired.policies.map(({ given }) => given.name),
    ...current.policies.flatMap(({ values }) => [values.name, values.id]),
  ]);
  const unknown = new Set<string>();
  for (const kind of kinds) {
    for (const { given } of desired[kind]) {
      for (const value of [given.policy_id, given.default_policy_id]) {
        if (isLookup(value) && !known.has(value.written)) unknown.add(value.written);
      }
    }
  }
  return [...unknown];
}
