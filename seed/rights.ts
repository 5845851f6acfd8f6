import type { Catalog, CatalogTable, KindTables } from "./catalog";
import { SeedError } from "./errors";
import type { SeedPlan } from "./plan-types";
import { quoteName } from "./quote-name";
import { kinds } from "./rows";
import { gains, linkedColumns, loses } from "./writing-statements";

/** Whose rights, on the tables of which schema. */
export interface Holder {
  readonly schema: string;
  readonly role: string;
}

/** Rights on each table. */
export type Rights = ReadonlyMap<CatalogTable, ReadonlySet<string>>;

/** @throws {SeedError} where the server takes no writes */
export function requireWritable({ readOnly }: Catalog): void {
  if (!readOnly) return;
  throw new SeedError(
    "The database is read-only (a replica, or default_transaction_read_only is on): connect the seed to the primary server.",
  );
}

/** The statements that grant what a role lacks of some rights. */
export function missingGrants({ schema, role }: Holder, rights: Rights): string[] {
  return [...rights].flatMap(([{ name, missingRights }, wanted]) => {
    const missing = missingRights.filter((right) => wanted.has(right));
    if (missing.length === 0) return [];
    const place = `${quoteName(schema)}.${quoteName(name)}`;
    return [`grant ${missing.join(", ")} on ${place} to ${quoteName(role)};`];
  });
}

/** @throws {SeedError} with the statements that grant what is missing */
export function requireRights(holder: Holder, rights: Rights): void {
  const grants = missingGrants(holder, rights);
  if (grants.length === 0) return;
  throw new SeedError(
    `Role ${holder.role} lacks rights on Membership's tables. As their owner, run: ${grants.join(" ")}`,
  );
}

/** The right to read tables, with those of their lists. */
export function rightsToRead(tables: readonly (CatalogTable | undefined)[]): Rights {
  const reading = new Set(["select"]);
  const read = tables.flatMap((table) =>
    table === undefined
      ? []
      : [
          table,
          ...linkedColumns(table).flatMap(([, { link, items }]) =>
            items === undefined ? [link] : [link, items],
          ),
        ],
  );
  return new Map(read.map((table) => [table, reading]));
}

/** The rights that a plan needs to be carried out, on the tables of lists too. */
export function rightsToWrite(found: KindTables, plan: SeedPlan): Rights {
  const rights = new Map<CatalogTable, Set<string>>();
  const need = (table: CatalogTable, ...names: string[]): void => {
    rights.set(table, new Set([...(rights.get(table) ?? []), ...names]));
  };
  for (const kind of kinds) {
    const table = found[kind];
    if (table === undefined) continue;
    const { creates, updates, deletes } = plan.kinds[kind];
    if (creates.length + updates.length > 0) need(table, "insert", "update");
    if (deletes.length > 0) need(table, "delete");
    for (const [column, { link }] of linkedColumns(table)) {
      const lists = [
        ...creates.map(({ values }) => ({ from: null, to: values[column] ?? null })),
        ...updates.flatMap(({ changes }) => changes[column] ?? []),
      ];
      if (lists.some(({ from, to }) => gains(from, to))) need(link, "insert");
      if (deletes.length > 0 || lists.some(({ from, to }) => loses(from, to))) need(link, "delete");
    }
  }
  return rights;
}

/** The right to delete, on the tables whose rows are items of lists: a list can lose some. */
export function removingItems(found: KindTables): Rights {
  const links = kinds.flatMap((kind) => {
    const table = found[kind];
    return table === undefined ? [] : linkedColumns(table).map(([, { link }]) => link);
  });
  return new Map(links.map((link) => [link, new Set(["delete"])]));
}
