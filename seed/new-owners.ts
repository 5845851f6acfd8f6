import type { PlannedUpdate } from "./plan-types";
import type { Desired } from "./resolve";
import {
  byKind,
  type ByKind,
  type CurrentRow,
  type DesiredRow,
  fieldPath,
  isReference,
} from "./rows";

/** The organization that a member owns. */
export function ownedBy({ given }: DesiredRow, desired: Desired): DesiredRow | undefined {
  const { organization_id: organization, user_id: user } = given;
  if (!isReference(organization) || !isReference(user)) return undefined;
  const around = desired.organizations[organization.index];
  const owner = around?.given.owner_id;
  return isReference(owner) && owner.index === user.index ? around : undefined;
}

/**
 * Says of new owners who are members already that they keep what their entries leave open: nobody
 * is an administrator by becoming the owner.
 */
export function warnOfNewOwners(
  desired: Desired,
  matched: ByKind<readonly (CurrentRow | undefined)[]>,
  updates: ByKind<readonly PlannedUpdate[]>,
): string[] {
  const changed = byKind(
    (kind) => new Map(updates[kind].map(({ row, changes }) => [row.entry, changes])),
  );
  if (![...changed.organizations.values()].some((changes) => "owner_id" in changes)) return [];
  return desired.members.flatMap((row, index) => {
    const found = matched.members[index]?.values;
    const organization = ownedBy(row, desired);
    const isNew = "owner_id" in (changed.organizations.get(organization?.entry ?? "") ?? {});
    if (found === undefined || organization === undefined || !isNew) return [];
    const kept = ["policy_id", "role"].filter((column) => {
      const first = row.initial[column];
      const isOpen =
        row.given[column] === undefined && !(column in (changed.members.get(row.entry) ?? {}));
      return isOpen && first !== undefined && column in found && found[column] !== first;
    });
    if (kept.length === 0) return [];
    const who = `the new owner of organization ${organization.label}`;
    return kept.includes("policy_id")
      ? [
          `${who} keeps the policy that the member has: set ${fieldPath(organization, "ownerPolicy")}`,
        ]
      : [`${who} keeps the role that the member has: set ${fieldPath(row, "role")}`];
  });
}
