import { counted } from "../messages/counted";
import type { CatalogTable } from "./catalog";
import type { SeedProblem } from "./errors";
import { columnRule, fieldOf } from "./kinds";
import { keepsRoles } from "./policies-table";
import { type DesiredRow, fieldPath, type Kind } from "./rows";

/** What is said of fields that a table has no column for. */
interface Unwritten {
  readonly warnings: readonly string[];
  /** Policies in a table that keeps roles, as problems for those who want none lost. */
  readonly policies: readonly SeedProblem[];
}

/** Tells of the rows that give something for columns which the table doesn't have. */
export function unwrittenFields(
  kind: Kind,
  table: CatalogTable,
  missing: ReadonlyMap<string, readonly DesiredRow[]>,
): Unwritten {
  const warnings: string[] = [];
  const policies: SeedProblem[] = [];
  for (const [column, rows] of missing) {
    const rule = columnRule(kind, column);
    // The default of a field that the table doesn't have is no loss.
    if (rule?.assumed !== undefined || rule?.derived === true) continue;
    const property = fieldOf(kind, column);
    const [only, ...others] = rows;
    const what =
      only === undefined || only.implied || others.length > 0
        ? `${property} of ${counted(rows.length, "entry", "entries")}`
        : fieldPath(only, property);
    warnings.push(`${table.name} has no column ${column}: ${what} is not written`);
    const role = rule?.role?.column;
    if (role === undefined || !table.columns.has(role)) continue;
    policies.push(...rows.map((row) => roleInstead(row, property, fieldOf(kind, role))));
  }
  return { warnings, policies };
}

function roleInstead(row: DesiredRow, policy: string, role: string): SeedProblem {
  const path = fieldPath(row, policy);
  const place = fieldPath(row, role);
  // The owner's role isn't given.
  const remedy = place === path ? "" : `, or give ${place}`;
  const message = `the database has no place for it: ${keepsRoles}. Leave it out${remedy}`;
  return { path, message };
}
