import { didYouMean } from "../../messages/did-you-mean";
import { shellWord } from "../../messages/shell-word";
import { SeedError } from "../../seed/errors";
import { descriptors } from "../../seed/kinds";
import { findRows, type NamedRow, type RowFinder } from "../../seed/named-rows";
import { cell } from "../../seed/read-rows";
import type { Kind } from "../../seed/rows";
import type {
  OrganizationSpecification,
  RegionSpecification,
  UserSpecification,
} from "../../seed/schema";
import type { DatabaseTarget } from "./target";

/** A row that a command names: how, and by which argument. */
export interface Named {
  readonly word: string;
  readonly argument: string;
}

/** A row that a command makes, unless it is there: by its name, or by the id that it is given. */
export interface Made extends Named {
  readonly id?: string | undefined;
  readonly isMade: true;
}

/** The rows that a command names. */
export interface Wanted {
  readonly user?: Named | Made | undefined;
  readonly organization?: Named | Made | undefined;
  readonly region?: Named | Made | undefined;
}

/** An entry with its id. */
type WithId<E> = E & { readonly id: string };

/** Entries that only name rows which are there. */
export interface Existing {
  readonly user: WithId<UserSpecification> | undefined;
  readonly organization: WithId<OrganizationSpecification> | undefined;
  readonly region: WithId<RegionSpecification> | undefined;
  /** All of them, with those that they refer to. */
  readonly entries: {
    readonly users: readonly WithId<UserSpecification>[];
    readonly organizations: readonly WithId<OrganizationSpecification>[];
    readonly regions: readonly WithId<RegionSpecification>[];
  };
}

/**
 * Looks the named rows up, and no others.
 *
 * @throws {SeedError} naming the arguments of rows that are not there
 */
export async function findExisting(
  { connection, schema }: DatabaseTarget,
  wanted: Wanted,
): Promise<Existing> {
  const { user, organization, region } = wanted;
  const kinds = kindsOf(wanted);
  const none = { user: undefined, organization: undefined, region: undefined };
  if (kinds.length === 0) return { ...none, entries: new Lookup().entries() };
  return findRows(connection, schema, kinds, async (finder) => {
    const lookup = new Lookup(finder);
    const problems: string[] = [];
    const row = (kind: Kind, named: Named | Made | undefined) =>
      find(finder, kind, named, problems);
    const existing = {
      user: lookup.user(await row("users", user)),
      organization: await lookup.organization(await row("organizations", organization)),
      region: await lookup.region(await row("regions", region)),
      entries: lookup.entries(),
    };
    if (problems.length > 0) throw new SeedError(problems.join("\n"));
    return existing;
  });
}

/** The tables of what is named, and of what that refers to. */
function kindsOf({ user, organization, region }: Wanted): Kind[] {
  if (region !== undefined) return ["users", "organizations", "regions"];
  if (organization !== undefined) return ["users", "organizations"];
  return user === undefined ? [] : ["users"];
}

async function find(
  finder: RowFinder,
  kind: Kind,
  named: Named | Made | undefined,
  problems: string[],
): Promise<NamedRow | undefined> {
  if (named === undefined) return undefined;
  const { word } = named;
  if ("isMade" in named) {
    const { id } = named;
    const rows = await finder.called(kind, word);
    // Of several it takes the id to tell which is meant.
    return id === undefined && rows.length > 1
      ? undefined
      : rows.find((row) => (id ?? row.id) === row.id);
  }
  const byId = await finder.ofId(kind, word);
  const byName = await finder.called(kind, word);
  const [row, another] = byName;
  if (byId === undefined) {
    if (row !== undefined && another === undefined) return row;
    problems.push(`${named.argument}: ${await problem(finder, kind, word)}`);
    return undefined;
  }
  // The id tells namesakes apart.
  if (row === undefined || byName.some(({ id }) => id === byId.id)) return byId;
  problems.push(`${named.argument}: ${nameAndId(kind, word, { byName, byId })}`);
  return undefined;
}

/** That a word is the name of one row and the id of another. */
function nameAndId(
  kind: Kind,
  word: string,
  { byName, byId }: { readonly byName: readonly NamedRow[]; readonly byId: NamedRow },
): string {
  const { singular, name } = descriptors[kind];
  const ids = byName.map(({ id }) => cell(id)).join(", ");
  const other = JSON.stringify(cell(byId[name]));
  return `${JSON.stringify(word)} is the name of one ${singular} (id ${ids}) and the id of another (${other}): give the id of the first, or the name of the other`;
}

/** Why a word means no row, and what to do. */
async function problem(finder: RowFinder, kind: Kind, word: string): Promise<string> {
  const { singular, plural } = descriptors[kind];
  const quoted = JSON.stringify(word);
  const several = await finder.called(kind, word);
  if (several.length > 0) {
    const ids = several.map(({ id }) => cell(id)).join(", ");
    return `the database has ${several.length} ${plural} ${quoted} (ids ${ids}): give the id of the one that you mean`;
  }
  const hint = didYouMean(word, await finder.names(kind));
  const create =
    kind === "users" && word.includes("@")
      ? ` Create it first with control-plane create user ${shellWord(word)}, or list`
      : " List";
  return `the database has no ${singular} ${quoted}.${hint}${create} the existing ones with control-plane ${plural} list.`;
}

/** The entries of rows, each once. */
class Lookup {
  readonly #users = new Map<string, WithId<UserSpecification>>();
  readonly #organizations = new Map<string, WithId<OrganizationSpecification>>();
  readonly #regions = new Map<string, WithId<RegionSpecification>>();

  constructor(private readonly finder?: RowFinder) {}

  user(row: NamedRow | undefined): WithId<UserSpecification> | undefined {
    if (row === undefined) return undefined;
    const id = cell(row.id);
    return once(this.#users, id, { email: cell(row.email), id });
  }

  async organization(
    row: NamedRow | undefined,
  ): Promise<WithId<OrganizationSpecification> | undefined> {
    if (row === undefined) return undefined;
    const id = cell(row.id);
    const owner = cell(row.owner_id);
    this.user(await this.finder?.ofId("users", owner));
    return once(this.#organizations, id, { name: cell(row.name), id, owner });
  }

  async region(row: NamedRow | undefined): Promise<WithId<RegionSpecification> | undefined> {
    if (row === undefined) return undefined;
    const id = cell(row.id);
    const around = await this.organization(
      await this.finder?.ofId("organizations", row.organization_id),
    );
    return once(this.#regions, id, {
      name: cell(row.name),
      id,
      baseUrl: cell(row.base_url),
      organization: around?.id,
    });
  }

  entries(): Existing["entries"] {
    return {
      users: [...this.#users.values()],
      organizations: [...this.#organizations.values()],
      regions: [...this.#regions.values()],
    };
  }
}

function once<E>(known: Map<string, E>, id: string, entry: E): E {
  const found = known.get(id) ?? entry;
  known.set(id, found);
  return found;
}
