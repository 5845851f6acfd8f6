import type { CatalogColumn, CatalogTable } from "./catalog";
import type { SeedPlan } from "./plan-types";
import { isPending, type Kind, type PlannedValue, type Value, type Values } from "./rows";
import type { RowPatch } from "./sql/update";
import { columnRule, descriptors, keyOf } from "./kinds";

/**
 * Rows that hold a unique value which another row takes in the same run, such as two domains that
 * change places. Postgres looks at unique values row by row, so the holders let go of theirs first.
 * Pure.
 */
export function planFreedValues(kind: Kind, table: CatalogTable, plan: SeedPlan): RowPatch[] {
  const { creates, updates, deletes } = plan.kinds[kind];
  const patches = new Map<string, { key: Values; changes: Record<string, Value> }>();
  for (const column of table.columns.values()) {
    // Without an id, the key is what the row is found by.
    if (descriptors[kind].key.includes(column.name)) continue;
    const vacant = vacantValue(kind, column);
    if (vacant === undefined) continue;
    const { name } = column;
    const taken = new Set<string>();
    for (const { values } of creates) add(taken, values[name] ?? null);
    for (const { changes } of updates) add(taken, changes[name]?.to ?? null);
    if (taken.size === 0) continue;
    const holders = [
      ...updates.map(({ key, changes }) => ({ key, value: changes[name]?.from ?? null })),
      ...deletes.map(({ key, values }) => ({ key, value: values[name] ?? null })),
    ];
    for (const { key, value } of holders) {
      if (value === null || !taken.has(fold(value))) continue;
      const text = keyOf(kind, key);
      const patch = patches.get(text) ?? { key, changes: {} };
      patch.changes[name] = vacant(text);
      patches.set(text, patch);
    }
  }
  return [...patches.values()];
}

/** What a row can hold meanwhile that no other one does; none where the column must not be touched. */
function vacantValue(
  kind: Kind,
  { name, contested, generated, required, hasDefault, category }: CatalogColumn,
): ((key: string) => Value) | undefined {
  if (!contested || generated) return undefined;
  if (!required && !hasDefault) return () => null;
  const refers = columnRule(kind, name)?.refers !== undefined;
  return category === "S" && !refers ? (key) => `${key}${vacantEnding}` : undefined;
}

/** Makes a key into a text that is nobody's, and that also passes for an address. */
export const vacantEnding = "@vacated.invalid";

function add(values: Set<string>, value: PlannedValue): void {
  if (value !== null && !isPending(value)) values.add(fold(value));
}

/** An index may well look at lower case; a row that lets go in vain only costs a write. */
function fold(value: Value): string {
  return String(value).toLowerCase();
}
