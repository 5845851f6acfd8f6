import type { StackMemberSpecification } from "../schema";
import { findStackMembersTable } from "../stack-members-table";
import { describeKind, times } from "./kind";
import { memberColumns, policyOf } from "./member-columns";
import { stackRoles } from "./role-policies";

/** Users' access to single stacks. */
export const stackMembers = describeKind<StackMemberSpecification>({
  singular: "stack member",
  plural: "stack members",
  key: ["organization_id", "stack_id", "user_id"],
  name: "user_id",
  scope: "stack_id",
  table: findStackMembersTable,
  list: { within: "stacks", property: "members" },
  dependent: true,
  restsOn: "members",
  wizard: { missing: "the wizard's file has no members of a stack" },
  check: ({ user }, entries, stack) => {
    const organization = String(stack?.organization);
    const known =
      entries.entryOf("users", user) !== undefined &&
      entries.entryOf("organizations", organization) !== undefined;
    if (!known || entries.lists("members", organization, user)) return [];
    const message = `${JSON.stringify(user)} isn't a member of organization ${JSON.stringify(organization)}: add the user to its members`;
    return [{ property: "user", message }];
  },
  leftOut: ({ organization_id: organization, user_id: user }, find) => {
    const isMember =
      find("members", { organization_id: organization, user_id: user }) !== undefined ||
      find("organizations", { id: organization })?.owner_id === user;
    return isMember ? undefined : "the user isn't a member of the stack's organization";
  },
  columns: [
    // Some tables go by the stack alone.
    { column: "organization_id", shape: "text", refers: "organizations", derived: true },
    { column: "stack_id", shape: "text", refers: "stacks", essential: true },
    ...memberColumns,
    policyOf(stackRoles),
    ...times,
  ],
});
