import type { Catalog } from "./catalog";
import type { FoundTable } from "./kinds/kind";
import { findByProfile } from "./link-tables";

/** Finds the table of organizations' features: many tables have a name in an organization. */
export function findFeaturesTable(catalog: Catalog): FoundTable {
  return findByProfile(catalog, {
    unique: [["organization_id", "name"]],
    likelyNames: [/^organizations?_features?$/, /^features?_organizations?$/, /feature/],
    byName: true,
  });
}
