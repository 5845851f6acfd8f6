import { z } from "zod";
import { SeedError } from "./errors";
import { quoteName } from "./quote-name";
import type { Kind } from "./rows";
import { columnsSql, serverSql, uniqueSql } from "./sql/catalog";

/** What a statement gives. */
export interface Answer {
  readonly rows: unknown[];
  readonly rowCount: number | null;
}

/** What runs statements: a client of pg. */
export interface Queryable {
  query(text: string, values?: unknown[]): Promise<Answer>;
}

const columnRow = z.object({
  table: z.string(),
  column: z.string(),
  type: z.string(),
  category: z.string(),
  required: z.boolean(),
  generated: z.boolean(),
  has_default: z.boolean(),
  default_expression: z.string().nullable(),
  labels: z.array(z.string()),
  contested: z.boolean(),
  can_select: z.boolean(),
  can_insert: z.boolean(),
  can_update: z.boolean(),
  can_delete: z.boolean(),
  scripted: z.boolean(),
});
const uniqueRow = z.object({ table: z.string(), columns: z.array(z.string()) });
const serverRow = z.object({
  version: z.number(),
  read_only: z.boolean(),
  role: z.string(),
  schema_exists: z.boolean(),
  schema_usable: z.boolean(),
});

/** One column as the database has it. */
export interface CatalogColumn {
  readonly name: string;
  /**
   * Type as SQL, that below a domain, without length: a cast to it never cuts a value, and the
   * assignment still checks length and domain.
   */
  readonly type: string;
  /** pg_type.typcategory: S for strings, E enumerations, B boolean, N numbers, D dates, A arrays. */
  readonly category: string;
  readonly required: boolean;
  /** Whether the database alone writes it. */
  readonly generated: boolean;
  readonly hasDefault: boolean;
  /** SQL of the default, if it has one of its own. */
  readonly defaultExpression?: string;
  /** Values of an enumeration. */
  readonly labels: readonly string[];
  /** Whether a unique index beside the primary key, of any kind, looks at it row by row. */
  readonly contested: boolean;
  /** What a row of a statement puts into it, where that isn't simply the value that it sends. */
  readonly expression?: string;
  /** Where its values are, if they are rows of another table. */
  readonly linked?: LinkedList;
}

/** A list that is kept as rows of a table of its own, as if it were a column. */
export interface LinkedList {
  readonly link: CatalogTable;
  /** The column of the link table with the id of the row that has the list. */
  readonly owner: string;
  /** The column with the item, or with its id in `items`. */
  readonly item: string;
  readonly items?: CatalogTable | undefined;
  /** The column of `items` with an item's text. */
  readonly label?: string;
}

/** One table as the database has it. */
export interface CatalogTable {
  readonly name: string;
  readonly columns: ReadonlyMap<string, CatalogColumn>;
  readonly uniques: readonly (readonly string[])[];
  /** Rights that the role lacks among select, insert, update and delete. */
  readonly missingRights: readonly string[];
  /** Whether triggers or rules may write something else than what is sent. */
  readonly scripted: boolean;
}

/** What the database has in the schema. */
export interface Catalog {
  readonly schema: string;
  readonly role: string;
  /** Whether the server takes no writes. */
  readonly readOnly: boolean;
  readonly tables: ReadonlyMap<string, CatalogTable>;
}

/** The tables of each kind; members may have none. */
export type KindTables = Readonly<Partial<Record<Kind, CatalogTable>>>;

/** Reads the catalog, outside a read-only transaction. Fails on a schema without rights. */
export async function readCatalog(client: Queryable, schema: string): Promise<Catalog> {
  const server = serverRow.parse((await client.query(serverSql, [schema])).rows[0]);
  if (server.schema_exists && !server.schema_usable) {
    throw new SeedError(
      `Role ${server.role} isn't allowed to use schema ${schema}. As its owner, run: grant usage on schema ${quoteName(schema)} to ${quoteName(server.role)};`,
    );
  }
  const columns = (await client.query(columnsSql, [schema])).rows.map((row) =>
    columnRow.parse(row),
  );
  const uniques = (await client.query(uniqueSql, [schema])).rows.map((row) => uniqueRow.parse(row));
  const tables = new Map<string, CatalogTable>();
  for (const name of new Set(columns.map((row) => row.table))) {
    const rows = columns.filter((row) => row.table === name);
    const first = rows[0];
    tables.set(name, {
      name,
      columns: new Map(rows.map((row) => [row.column, toColumn(row)])),
      uniques: uniques.filter((row) => row.table === name).map((row) => row.columns),
      missingRights: [
        ...(first?.can_select === false ? ["select"] : []),
        ...(first?.can_insert === false ? ["insert"] : []),
        ...(first?.can_update === false ? ["update"] : []),
        ...(first?.can_delete === false ? ["delete"] : []),
      ],
      scripted: first?.scripted ?? false,
    });
  }
  return { schema, role: server.role, readOnly: server.read_only, tables };
}

function toColumn(row: z.infer<typeof columnRow>): CatalogColumn {
  return {
    name: row.column,
    type: row.type,
    category: row.category,
    required: row.required,
    generated: row.generated,
    hasDefault: row.has_default,
    ...(row.default_expression === null || row.generated
      ? {}
      : { defaultExpression: row.default_expression }),
    labels: row.labels,
    contested: row.contested,
  };
}
