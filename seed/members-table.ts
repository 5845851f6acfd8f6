import type { Catalog } from "./catalog";
import type { FoundTable } from "./kinds/kind";
import { findByProfile } from "./link-tables";

/**
 * Finds the table of an organization's members, whose name isn't documented: it pairs an
 * organization with a user, each pair once, and has nothing to do with stacks.
 */
export function findMembersTable(catalog: Catalog): FoundTable {
  return findByProfile(catalog, {
    unique: [["organization_id", "user_id"]],
    without: "stack_id",
    likelyNames: [/^organizations?_users?$/, /^users?_organizations?$/, /member/, /user/],
  });
}
