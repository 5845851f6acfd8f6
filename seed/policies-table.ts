import type { Catalog, CatalogColumn, CatalogTable, LinkedList } from "./catalog";
import type { FoundTable } from "./kinds/kind";

/** Columns of a link table that may hold a scope itself. */
const scopeColumns = ["scope", "scope_name", "label", "name"];

/** Why there is no place for policies. */
export const keepsRoles = "this release of Membership keeps a role for each member";

/**
 * Finds the table of policies. Where it has no scopes of its own but another table links them, it
 * gets a column for them: their list is read and written as if it were one.
 */
export function findPoliciesTable(catalog: Catalog): FoundTable {
  const table = catalog.tables.get("policies") ?? catalog.tables.get("policy");
  if (table === undefined) {
    return {
      found: undefined,
      reason: `${keepsRoles}. Leave policies out, and give members a role, ADMIN or GUEST`,
    };
  }
  const missing = ["id", "name", "organization_id"].find((name) => !table.columns.has(name));
  if (missing !== undefined) {
    return { found: undefined, reason: `table ${table.name} has no column ${missing}` };
  }
  if (table.columns.has("scopes")) return { found: table };
  const linked = findScopes(catalog, table);
  if (linked === undefined) return { found: table };
  return { found: { ...table, columns: new Map([...table.columns, ["scopes", listOf(linked)]]) } };
}

/** The table that links policies to scopes. */
function findScopes(catalog: Catalog, { name }: CatalogTable): LinkedList | undefined {
  for (const link of catalog.tables.values()) {
    if (link.name === name || !link.columns.has("policy_id") || !link.name.includes("scope"))
      continue;
    const items = catalog.tables.get("scopes");
    const label = ["label", "name"].find((column) => items?.columns.has(column));
    const byId = link.columns.has("scope_id") && items?.columns.has("id") === true;
    if (byId && label !== undefined) {
      return { link, owner: "policy_id", item: "scope_id", items, label };
    }
    const item = scopeColumns.find((column) => link.columns.get(column)?.category === "S");
    if (item !== undefined) return { link, owner: "policy_id", item };
  }
  return undefined;
}

function listOf(linked: LinkedList): CatalogColumn {
  return {
    name: "scopes",
    type: "text[]",
    category: "A",
    required: false,
    generated: false,
    hasDefault: true,
    labels: [],
    contested: false,
    linked,
  };
}
