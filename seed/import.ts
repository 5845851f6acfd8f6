import { type Catalog, type CatalogTable, type Queryable, readCatalog } from "./catalog";
import type { SeedConnection } from "./connection";
import { formatProblems, SeedError } from "./errors";
import { findMembersTable } from "./members-table";
import { byKind, type ByKind, type Kind } from "./rows";
import type {
  MemberSpecification,
  OrganizationSpecification,
  RegionSpecification,
  SeedSpecification,
  StackSpecification,
  UserSpecification,
} from "./schema";
import { tableName } from "./sql/identifiers";
import { beginReading, limitsSql, lockTimeout, statementTimeout } from "./sql/session";
import { printable } from "./summary";
import { tables } from "./tables";
import { validateSpecification } from "./validate";
import { withClient } from "./with-client";

/** What a database holds, as a specification. */
export interface ImportedSeed {
  /** With every id, and without client secrets: applied to the same database it changes nothing. */
  readonly specification: SeedSpecification;
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

/**
 * Reads a database as the specification that describes it. Client secrets are not read.
 *
 * @throws {SeedError} when the database can't be read, or holds what no specification can say
 */
export function importSeed(
  connection: SeedConnection,
  schema = "membership",
): Promise<ImportedSeed> {
  return withClient(connection, async (client) => {
    // Outside the transaction, whose read-only mode it would take for the server's.
    const catalog = await readCatalog(client, schema);
    await client.query(beginReading);
    await client.query(limitsSql, [String(statementTimeout), String(lockTimeout)]);
    const imported = specificationOfRows(await readRows(client, catalog));
    await client.query("commit");
    const validated = validateSpecification(imported.specification);
    if (validated.ok) return imported;
    throw new SeedError(
      `The database holds what the seed can't describe. Mend the rows, or write the specification by hand. ${formatProblems(validated.problems)}`,
      { problems: validated.problems },
    );
  });
}

type Row = Readonly<Record<string, unknown>>;

async function readRows(client: Queryable, catalog: Catalog): Promise<ByKind<readonly Row[]>> {
  const { schema } = catalog;
  const found = (kind: Kind): CatalogTable | undefined =>
    kind === "members" ? findMembersTable(catalog).found : catalog.tables.get(kind);
  const rows: ByKind<readonly Row[]> = byKind(() => []);
  for (const kind of ["users", "organizations", "members", "regions", "stacks"] as const) {
    const table = found(kind);
    if (table !== undefined) rows[kind] = await readTable(client, schema, table, kind);
    else if (kind !== "members") {
      throw new SeedError(
        `There is no table ${schema}.${kind}: run Membership's migrations first, or correct the schema's name.`,
      );
    }
  }
  return rows;
}

async function readTable(
  client: Queryable,
  schema: string,
  table: CatalogTable,
  kind: Kind,
): Promise<readonly Row[]> {
  const secret = tables[kind].columns.filter((rule) => rule.secret).map(({ column }) => column);
  const { rows } = await client.query(
    `select to_jsonb(t) - $1::text[] as row from ${tableName(schema, table)} as t`,
    [secret],
  );
  return rows
    .flatMap((row) => (isRow(row) && isRow(row.row) ? [row.row] : []))
    .sort((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1));
}

/** A readable order that does not depend on the database's collation. */
function sortKey(row: Row): string {
  return ["organization_id", "name", "email", "user_id", "id"]
    .map((column) => text(row, column) ?? "")
    .join("\u0000");
}

/** The specification of the rows of each table. */
function specificationOfRows(rows: ByKind<readonly Row[]>): ImportedSeed {
  const notes: string[] = [];
  const emails = new Map(rows.users.map((row) => [text(row, "id"), text(row, "email") ?? ""]));
  const userOf = (row: Row, column: string): string | undefined => emails.get(text(row, column));
  const membersOf = new Map<string | undefined, Row[]>();
  for (const row of rows.members) {
    const organization = text(row, "organization_id");
    const known = membersOf.get(organization);
    if (known === undefined) membersOf.set(organization, [row]);
    else known.push(row);
  }
  const users = rows.users.map((row): UserSpecification => ({
    email: text(row, "email") ?? "",
    ...field("id", text(row, "id")),
    ...field("role", choice(row, "role", ["USER", "SYSTEM", "ADMIN"])),
  }));
  const organizations = rows.organizations.map((row): OrganizationSpecification => ({
    name: text(row, "name") ?? "",
    ...field("id", text(row, "id")),
    ...field("domain", text(row, "domain")),
    owner: userOf(row, "owner_id") ?? "",
    ...field("defaultPolicyId", whole(row, "default_policy_id")),
    ...members(row, membersOf.get(text(row, "id")) ?? [], userOf),
  }));
  const regions = rows.regions.map((row): RegionSpecification => ({
    name: text(row, "name") ?? "",
    ...field("id", text(row, "id")),
    baseUrl: text(row, "base_url") ?? "",
    ...field("organization", text(row, "organization_id")),
    ...field("creator", userOf(row, "creator_id")),
    ...(row.active === false ? { active: false } : {}),
    ...(row.production === false ? { production: false } : {}),
  }));
  const stacks = rows.stacks.flatMap((row): StackSpecification[] => {
    const name = text(row, "name") ?? "";
    if (text(row, "state") === "DELETED") {
      notes.push(`stack ${printable(name)} is left out: it is deleted`);
      return [];
    }
    const list = row.modules;
    return [
      {
        name,
        ...field("id", text(row, "id")),
        organization: text(row, "organization_id") ?? "",
        region: text(row, "region_id") ?? "",
        ...field("version", text(row, "version")),
        ...(Array.isArray(list) && list.length > 0 ? { modules: list.map(String) } : {}),
        ...(typeof row.stargate_enabled === "boolean"
          ? { stargateEnabled: row.stargate_enabled }
          : {}),
        ...field("state", choice(row, "state", ["ACTIVE", "DISABLED"])),
      },
    ];
  });
  return { specification: named({ users, organizations, regions, stacks }), notes };
}

function members(
  organization: Row,
  rows: readonly Row[],
  userOf: (row: Row, column: string) => string | undefined,
): { members?: MemberSpecification[] } {
  const entries = rows.flatMap((row): MemberSpecification[] => {
    const user = userOf(row, "user_id");
    if (user === undefined) return [];
    const role = choice(row, "role", ["ADMIN", "GUEST"]);
    const policyId = whole(row, "policy_id");
    const isOwner = text(row, "user_id") === text(organization, "owner_id");
    // What the owner is without an entry.
    if (isOwner && role === "ADMIN" && policyId === undefined) return [];
    return [{ user, ...field("role", role), ...field("policyId", policyId) }];
  });
  return entries.length === 0 ? {} : { members: entries };
}

/** References by name, which a person reads; by id where a name would be mistaken for another. */
function named(specification: Required<SeedSpecification>): SeedSpecification {
  const nameOf = (entries: readonly { name: string; id?: string | undefined }[]) => {
    const uses = new Map<string, number>();
    for (const { name, id } of entries) {
      for (const word of new Set([name, id])) {
        if (word !== undefined) uses.set(word, (uses.get(word) ?? 0) + 1);
      }
    }
    const names = new Map(entries.map(({ id, name }) => [id, name]));
    return (id: string): string => {
      const name = names.get(id);
      return name === undefined || uses.get(name) !== 1 ? id : name;
    };
  };
  const organization = nameOf(specification.organizations);
  const region = nameOf(specification.regions);
  return {
    users: specification.users,
    organizations: specification.organizations,
    regions: specification.regions.map((entry) =>
      entry.organization === undefined
        ? entry
        : { ...entry, organization: organization(entry.organization) },
    ),
    stacks: specification.stacks.map((entry) => ({
      ...entry,
      organization: organization(entry.organization),
      region: region(entry.region),
    })),
  };
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null;
}

function text(row: Row, column: string): string | undefined {
  const value = row[column];
  if (value === null || value === undefined || value === "") return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function whole(row: Row, column: string): number | undefined {
  const value = Number(text(row, column) ?? 0);
  return value > 0 ? value : undefined;
}

function choice<const T extends string>(row: Row, column: string, of: readonly T[]): T | undefined {
  return of.find((candidate) => candidate === row[column]);
}

/** The field, if it has a value. */
function field<K extends string, T>(name: K, value: T | undefined): Partial<Record<K, T>> {
  // A computed key loses its name in the type.
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<K, T>>;
}
