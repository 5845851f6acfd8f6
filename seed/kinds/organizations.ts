import { organizationId, uuidV5 } from "../ids";
import type { OrganizationSpecification } from "../schema";
import { describeKind, type Entries, type FieldProblem, times } from "./kind";
import { twoPolicies } from "./member-columns";

/** Organizations, recognized by their name. */
export const organizations = describeKind<OrganizationSpecification>({
  singular: "organization",
  plural: "organizations",
  key: ["id"],
  name: "name",
  derivedId: ({ name }, { uuid }) => (uuid ? uuidV5(`organization:${name}`) : organizationId(name)),
  check: (entry, entries) => [
    ...twoPolicies("defaultPolicyId", entry.defaultPolicy, entry.defaultPolicyId),
    ...checkOwner(entry, entries),
    ...checkGroups(entry),
  ],
  wizard: {
    only: [],
    also: ["features"],
    lists: { groups: "organizationId" },
    missing: { ownerPolicy: "the wizard gives the owner a policy itself" },
  },
  columns: [
    {
      column: "name",
      shape: "text",
      property: "name",
      essential: true,
      wizard: { field: "name" },
    },
    { column: "id", shape: "text", property: "id", essential: true },
    { column: "domain", shape: "text", property: "domain", wizard: { field: "domain" } },
    {
      column: "owner_id",
      shape: "text",
      property: "owner",
      refers: "users",
      essential: true,
      wizard: { field: "ownerId" },
    },
    {
      column: "default_policy_id",
      shape: "id",
      property: "defaultPolicy",
      refers: "policies",
      within: "id",
      value: ({ defaultPolicy, defaultPolicyId }) => defaultPolicy ?? defaultPolicyId?.toString(),
      wizard: { field: "defaultPolicyId" },
    },
    ...times,
  ],
});

/** The owner's access is said once: here, or where the owner is listed. */
function checkOwner(
  { owner, ownerPolicy, members = [] }: OrganizationSpecification,
  entries: Entries,
): FieldProblem[] {
  if (ownerPolicy === undefined) return [];
  const user = entries.entryOf("users", owner);
  const place = members.findIndex(
    ({ user: listed, role, policy, policyId }) =>
      (role ?? policy ?? policyId) !== undefined && entries.entryOf("users", listed) === user,
  );
  if (user === undefined || place < 0) return [];
  const message = `the owner is also in members[${place}]: give the policy there, or remove that entry`;
  return [{ property: "ownerPolicy", message }];
}

/** A group is of the organization that lists it, where no other one has its name. */
function checkGroups({ groups = [] }: OrganizationSpecification): FieldProblem[] {
  const firsts = new Map(groups.map(({ name }, index) => [name, index] as const).reverse());
  return groups.flatMap((group, index) => {
    const problem = (field: string, message: string): FieldProblem[] => [
      { property: "groups", below: [index, field], message },
    ];
    const first = firsts.get(group.name) ?? index;
    return [
      ...("organizationId" in group
        ? problem(
            "organizationId",
            "follows from the organization that lists the group: leave it out",
          )
        : []),
      ...(group.name !== undefined && first < index
        ? problem(
            "name",
            `${JSON.stringify(group.name)} is already used in this organization, by groups[${first}]`,
          )
        : []),
    ];
  });
}
