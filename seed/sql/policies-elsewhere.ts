import type { CatalogTable } from "../catalog";
import { tableName } from "./identifiers";

/**
 * A query for one policy of each text, whoever's it is, with its organization; its parameters are
 * the ids and the names.
 */
export function policiesElsewhereSql(
  schema: string,
  policies: CatalogTable,
  organizations: CatalogTable,
): string {
  const fixed = policies.columns.has("protected") ? "p.protected::text" : "'true'";
  return [
    "select distinct on (w.written)",
    `  p.id::text as id, p.name::text as name, ${fixed} as protected,`,
    "  p.organization_id::text as organization, o.name::text as owner",
    "from unnest($1::text[]) as w (written)",
    `join ${tableName(schema, policies)} as p`,
    "  on p.id::text = w.written or (p.name::text = w.written and w.written = any($2::text[]))",
    `left join ${tableName(schema, organizations)} as o on o.id = p.organization_id`,
    "order by w.written, p.organization_id, p.id",
  ].join("\n");
}
