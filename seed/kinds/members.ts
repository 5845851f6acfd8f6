import { findMembersTable } from "../members-table";
import { memberRoles, type MemberSpecification } from "../schema";
import { describeKind, times } from "./kind";

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
    implied: ({ owner }) => ({
      property: "owner",
      entry: { user: String(owner), role: "ADMIN" },
    }),
  },
  wizard: { missing: "the wizard's file has no members beside the owner" },
  fits: (given, hasColumn) =>
    given.role === undefined ||
    given.policy_id !== undefined ||
    hasColumn("role") ||
    !hasColumn("policy_id")
      ? undefined
      : {
          property: "role",
          message: "this database keeps a policy for each member, not a role: give policyId",
        },
  columns: [
    { column: "organization_id", shape: "text", refers: "organizations", essential: true },
    { column: "user_id", shape: "text", property: "user", refers: "users", essential: true },
    {
      column: "role",
      shape: "text",
      property: "role",
      choices: memberRoles,
      initial: "GUEST",
    },
    { column: "policy_id", shape: "integer", property: "policyId" },
    ...times,
  ],
});
