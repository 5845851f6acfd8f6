import type { Catalog, CatalogTable } from "./catalog";
import type { FoundTable } from "./kinds/kind";

/** Names that decide between several candidates, the likeliest first. */
export const likelyNames = [/^organizations?_users?$/, /^users?_organizations?$/, /member/, /user/];

/**
 * Finds the table of an organization's members, whose name isn't documented: it pairs an
 * organization with a user, each pair once, and has nothing to do with stacks.
 */
export function findMembersTable(catalog: Catalog): FoundTable {
  const candidates = [...catalog.tables.values()].filter(isCandidate);
  if (candidates.length === 0) {
    return {
      found: undefined,
      reason: `schema ${catalog.schema} has no table with organization_id and user_id that is unique over both`,
    };
  }
  for (const pattern of likelyNames) {
    const [first, second] = candidates.filter(({ name }) => pattern.test(name));
    if (first !== undefined && second === undefined) return { found: first };
  }
  const [only, another] = candidates;
  if (only !== undefined && another === undefined) return { found: only };
  const names = candidates.map(({ name }) => name).join(", ");
  return {
    found: undefined,
    reason: `several tables of schema ${catalog.schema} could keep them: ${names}`,
  };
}

function isCandidate(table: CatalogTable): boolean {
  if (table.columns.has("stack_id")) return false;
  return table.uniques.some(
    (columns) =>
      columns.length === 2 && columns.includes("organization_id") && columns.includes("user_id"),
  );
}
