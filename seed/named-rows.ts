import type { CatalogTable, Queryable } from "./catalog";
import type { SeedConnection } from "./connection";
import { folded } from "./entries";
import { nameRules } from "./kinds";
import { text, withTables } from "./read-rows";
import type { Kind } from "./rows";
import { identifier, tableName } from "./sql/identifiers";
import { type Condition, selectStatement } from "./sql/select";
import { isUuid } from "./uuid";

/** A row that others refer to, by column. */
export type NamedRow = Readonly<Record<string, unknown>>;

/** Finds rows by the words that a person has for them. */
export interface RowFinder {
  /** The rows of a name; of one in another case, where a kind's names have none, if there is no other. */
  called(kind: Kind, name: string): Promise<readonly NamedRow[]>;
  /** The row of an id. */
  ofId(kind: Kind, id: unknown): Promise<NamedRow | undefined>;
  /** Every name that there is. */
  names(kind: Kind): Promise<readonly string[]>;
}

/** Looks for single rows of the given kinds, without reading or judging the others. */
export function findRows<T>(
  connection: SeedConnection,
  schema: string,
  kinds: readonly Kind[],
  work: (finder: RowFinder) => Promise<T>,
): Promise<T> {
  return withTables(connection, schema, kinds, (client, tables) =>
    work(new TableFinder(client, schema, tables)),
  );
}

class TableFinder implements RowFinder {
  constructor(
    private readonly client: Queryable,
    private readonly schema: string,
    private readonly tables: ReadonlyMap<Kind, CatalogTable>,
  ) {}

  async called(kind: Kind, name: string): Promise<readonly NamedRow[]> {
    const { column, caseless } = nameRules[kind];
    const rows = await this.#select(kind, { column, values: [folded(kind, name), name], caseless });
    const exact = rows.filter((row) => row[column] === name);
    return exact.length > 0 ? exact : rows;
  }

  async ofId(kind: Kind, id: unknown): Promise<NamedRow | undefined> {
    const value = text(id);
    const type = this.tables.get(kind)?.columns.get("id")?.type;
    if (value === undefined || (type === "uuid" && !isUuid(value))) return undefined;
    const [row] = await this.#select(kind, { column: "id", values: [value] });
    return row;
  }

  async names(kind: Kind): Promise<readonly string[]> {
    const table = this.tables.get(kind);
    if (table === undefined) return [];
    const { rows } = await this.client.query(
      `select ${identifier(nameRules[kind].column)}::text as name from ${tableName(this.schema, table)}`,
    );
    return (rows as { name: string | null }[]).map(({ name }) => name ?? "");
  }

  async #select(kind: Kind, condition: Condition): Promise<readonly NamedRow[]> {
    const table = this.tables.get(kind);
    if (table === undefined) return [];
    const query = selectStatement(this.schema, table, kind, [condition]);
    const { rows } = await this.client.query(query.text, [...query.values]);
    return rows as NamedRow[];
  }
}
