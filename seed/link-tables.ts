import type { Catalog, CatalogTable } from "./catalog";
import type { FoundTable } from "./kinds/kind";

/** What a table whose name isn't documented has to look like. */
export interface TableProfile {
  /** Sets of columns; a candidate holds each combination of one of them once. */
  readonly unique: readonly (readonly string[])[];
  /** A column that no candidate has. */
  readonly without?: string;
  /** Names that decide between several candidates, the likeliest first. */
  readonly likelyNames: readonly RegExp[];
  /** Whether a candidate must have one of these names. */
  readonly byName?: boolean;
}

/** Finds the one table that looks like it. */
export function findByProfile(catalog: Catalog, profile: TableProfile): FoundTable {
  const { likelyNames, unique } = profile;
  const candidates = [...catalog.tables.values()].filter((table) => isCandidate(table, profile));
  if (candidates.length === 0) {
    const columns = unique[0]?.join(" and ") ?? "";
    return {
      found: undefined,
      reason: `schema ${catalog.schema} has no table with ${columns} that is unique over both`,
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

function isCandidate(
  { name, columns, uniques }: CatalogTable,
  { unique, without, likelyNames, byName }: TableProfile,
): boolean {
  if (without !== undefined && columns.has(without)) return false;
  if (byName === true && !likelyNames.some((pattern) => pattern.test(name))) return false;
  return unique.some((set) =>
    uniques.some(
      (found) => found.length === set.length && set.every((column) => found.includes(column)),
    ),
  );
}
