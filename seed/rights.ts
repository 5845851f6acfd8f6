import type { CatalogTable, KindTables } from "./catalog";
import { SeedError } from "./errors";
import type { SeedPlan } from "./plan-types";
import { quoteName } from "./quote-name";
import { kinds } from "./rows";
import { linkedColumns, loses } from "./writing-statements";

/** Whose rights, on the tables of which schema. */
interface Holder {
  readonly schema: string;
  readonly role: string;
}

/** Rights on each table. */
type Rights = ReadonlyMap<CatalogTable, ReadonlySet<string>>;

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

/** The right to delete, on each table from which a plan takes rows, those of lists among them. */
export function deletionsOf(found: KindTables, plan: SeedPlan): Rights {
  const rights = new Map<CatalogTable, ReadonlySet<string>>();
  const deleting = new Set(["delete"]);
  for (const kind of kinds) {
    const table = found[kind];
    if (table === undefined) continue;
    const { deletes, updates } = plan.kinds[kind];
    if (deletes.length > 0) rights.set(table, deleting);
    for (const [column, { link }] of linkedColumns(table)) {
      const isShortened = updates.some(({ changes }) => {
        const change = changes[column];
        return change !== undefined && loses(change.from, change.to);
      });
      if (isShortened || deletes.length > 0) rights.set(link, deleting);
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
