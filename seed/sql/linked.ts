import type { CatalogTable, LinkedList } from "../catalog";
import { keyColumns } from "../kinds";
import { times } from "../kinds/kind";
import type { Kind, Values } from "../rows";
import { identifier, tableName } from "./identifiers";
import { recordSet, type Statement } from "./statement";
import { sameKey } from "./update";

/** The items of a row's list as a JSON list; the row is `t`. */
export function linkedItems(schema: string, linked: LinkedList): string {
  const text = itemText(linked);
  return [
    `(select coalesce(jsonb_agg(${text} order by ${text} collate "C"), '[]')`,
    `from ${joined(schema, linked)} where l.${identifier(linked.owner)} = t."id")`,
  ].join(" ");
}

/** A query for all items that there are; none where a list may hold any text. */
export function itemLabelsSql(schema: string, { items, label }: LinkedList): string | undefined {
  if (items === undefined || label === undefined) return undefined;
  return `select ${identifier(label)}::text as label from ${tableName(schema, items)}`;
}

/** One statement that removes what lists of rows have no more. */
export function unlinkStatement(
  schema: string,
  table: CatalogTable,
  kind: Kind,
  column: string,
  linked: LinkedList,
  rows: readonly Values[],
): Statement {
  const { link, owner, item } = linked;
  const { from, as } = recordSet(table, [...keyColumns(kind, table), column], "d");
  const listed = `select unnest(d.${identifier(column)})`;
  const { items, label = item } = linked;
  const kept =
    items === undefined
      ? listed
      : `select s."id" from ${tableName(schema, items)} as s where s.${identifier(label)} in (${listed})`;
  return {
    before: [
      `delete from ${tableName(schema, link)} as l`,
      `using ${tableName(schema, table)} as t, ${from}`,
    ].join("\n"),
    rows,
    after: [
      as,
      `where ${sameKey(keyColumns(kind, table))} and l.${identifier(owner)} = t."id"`,
      `  and l.${identifier(item)} not in (${kept})`,
    ].join("\n"),
  };
}

/** When a row of a link table was made. */
const linkTimes = times.map(({ column }) => column);

/** Columns of a link table that must have a value, and that nothing here fills. */
export function unknownLinkColumns({ link, owner, item }: LinkedList): string[] {
  const filled = new Set([owner, item, ...linkTimes]);
  return [...link.columns.values()]
    .filter(({ name, required, hasDefault }) => required && !hasDefault && !filled.has(name))
    .map(({ name }) => name);
}

/** One statement that adds what lists of rows lack. */
export function linkStatement(
  schema: string,
  table: CatalogTable,
  kind: Kind,
  column: string,
  linked: LinkedList,
  rows: readonly Values[],
): Statement {
  const { link, owner, item, items, label = item } = linked;
  const { from, as } = recordSet(table, [...keyColumns(kind, table), column], "d");
  const value = items === undefined ? "e.item" : 's."id"';
  const made = linkTimes.filter((name) => link.columns.has(name));
  const columns = [owner, item, ...made].map(identifier).join(", ");
  return {
    before: [
      `insert into ${tableName(schema, link)} (${columns})`,
      `select ${['t."id"', value, ...made.map(() => "now()")].join(", ")}`,
      `from ${from}`,
    ].join("\n"),
    rows,
    after: [
      as,
      `join ${tableName(schema, table)} as t on ${sameKey(keyColumns(kind, table))}`,
      `cross join lateral unnest(d.${identifier(column)}) as e (item)`,
      ...(items === undefined
        ? []
        : [`join ${tableName(schema, items)} as s on s.${identifier(label)} = e.item`]),
      `where not exists (select from ${tableName(schema, link)} as l`,
      `  where l.${identifier(owner)} = t."id" and l.${identifier(item)} = ${value})`,
    ].join("\n"),
  };
}

function joined(schema: string, { link, item, items }: LinkedList): string {
  const from = `${tableName(schema, link)} as l`;
  if (items === undefined) return from;
  return `${from} join ${tableName(schema, items)} as s on s."id" = l.${identifier(item)}`;
}

function itemText({ item, label, items }: LinkedList): string {
  return items === undefined ? `l.${identifier(item)}` : `s.${identifier(label ?? item)}`;
}
