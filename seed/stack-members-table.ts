import type { Catalog } from "./catalog";
import type { FoundTable } from "./kinds/kind";
import { findByProfile } from "./link-tables";

/**
 * Finds the table of users' access to stacks, whose name isn't documented: it pairs a stack, with or
 * without its organization, with a user.
 */
export function findStackMembersTable(catalog: Catalog): FoundTable {
  return findByProfile(catalog, {
    unique: [
      ["stack_id", "user_id"],
      ["organization_id", "stack_id", "user_id"],
    ],
    likelyNames: [/^stacks?_users?$/, /^users?_stacks?$/, /access/, /member/, /user/],
  });
}
