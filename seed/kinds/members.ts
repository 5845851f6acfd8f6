import { findMembersTable } from "../members-table";
import type { MemberSpecification } from "../schema";
import { describeKind, times } from "./kind";
import { memberColumns, policyOf, twoPolicies } from "./member-columns";
import { organizationRoles } from "./role-policies";

/** Users' places in organizations: those that are listed, and the owner, who has to have one. */
export const members = describeKind<MemberSpecification>({
  singular: "member",
  plural: "members",
  key: ["organization_id", "user_id"],
  name: "user_id",
  scope: "organization_id",
  table: findMembersTable,
  list: {
    within: "organizations",
    property: "members",
    implied: ({ owner, ownerPolicy }) => ({
      property: "owner",
      entry: { user: String(owner) },
      stated: typeof ownerPolicy === "string" ? { policy: ownerPolicy } : {},
      assumed: { role: "ADMIN" },
      fields: { policy: "ownerPolicy", policyId: "ownerPolicy", role: "ownerPolicy" },
    }),
  },
  wizard: { missing: "the wizard's file has no members other than the owner" },
  check: ({ policy, policyId }) => twoPolicies("policyId", policy, policyId),
  columns: [
    { column: "organization_id", shape: "text", refers: "organizations", essential: true },
    ...memberColumns,
    {
      ...policyOf(organizationRoles),
      value: ({ policy, policyId }) => policy ?? policyId?.toString(),
    },
    ...times,
  ],
});
