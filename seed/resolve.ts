import type { SeedProblem } from "./errors";
import { organizationId, regionId, stackId, userId, uuidV5 } from "./ids";
import { type Lookup, lookupOrganizations, lookupRegions, lookupUsers } from "./lookup";
import { byKind, type ByKind, type DesiredRow, type Reference } from "./rows";
import type {
  MemberSpecification,
  OrganizationSpecification,
  RegionSpecification,
  SeedSpecification,
  StackSpecification,
  UserSpecification,
} from "./schema";
import { tables } from "./tables";

/** What a database wants of derived ids. */
export interface IdStyle {
  /** Whether organization ids have to be UUIDs. */
  readonly organizationUuid: boolean;
  /** Whether stack ids have to be UUIDs. */
  readonly stackUuid: boolean;
}

/** Ids as short text, as documented. */
export const documentedIdStyle: IdStyle = { organizationUuid: false, stackUuid: false };

/** The rows of each table that a valid specification asks for. */
export type Desired = ByKind<readonly DesiredRow[]>;

/** Turns a valid specification into rows: ids derived, references resolved, defaults set. */
export function resolve(
  specification: SeedSpecification,
  style: IdStyle = documentedIdStyle,
): Desired {
  const { users = [], organizations = [], regions = [], stacks = [] } = specification;
  const context: Context = {
    style,
    users,
    organizations,
    regions,
    userLookup: lookupUsers(users),
    organizationLookup: lookupOrganizations(organizations),
    regionLookup: lookupRegions(regions),
  };
  return {
    users: users.map((user, index) => userRow(user, index)),
    organizations: organizations.map((entry, index) => organizationRow(entry, index, context)),
    members: organizations.flatMap((entry, index) => memberRows(entry, index, context)),
    regions: regions.map((entry, index) => regionRow(entry, index, context)),
    stacks: stacks.map((entry, index) => stackRow(entry, index, context)),
  };
}

/** Rows that would have the same id: a given id can equal a derived one, and a short one another. */
export function findIdCollisions(desired: Desired): SeedProblem[] {
  return Object.values(desired).flatMap((rows) => {
    // Users' derived ids are hashes of addresses that differ.
    if (rows === desired.users && !rows.some(({ idGiven }) => idGiven)) return [];
    const seen = new Map<string, DesiredRow>();
    return rows.flatMap((row) => {
      if (row.id === undefined) return [];
      const key =
        row.kind === "stacks" ? `${JSON.stringify(row.given.organization_id)} ${row.id}` : row.id;
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, row);
        return [];
      }
      const message = `has the same id as ${first.path}, ${JSON.stringify(row.id)}: give another id`;
      return [{ path: row.path, message }];
    });
  });
}

interface Context {
  readonly style: IdStyle;
  readonly users: readonly UserSpecification[];
  readonly organizations: readonly OrganizationSpecification[];
  readonly regions: readonly RegionSpecification[];
  readonly userLookup: Lookup;
  readonly organizationLookup: Lookup;
  readonly regionLookup: Lookup;
}

/** Values of open columns of a new row, where the table has them all. */
const initial = byKind((kind) =>
  Object.fromEntries(
    tables[kind].columns.flatMap(({ column, initial, onlyIfRequired }) =>
      initial === undefined || initial === "now" || onlyIfRequired === true
        ? []
        : [[column, initial]],
    ),
  ),
);

function userRow({ email, id, role }: UserSpecification, index: number): DesiredRow {
  return {
    kind: "users",
    path: `users[${index}]`,
    label: email,
    entry: email.toLowerCase(),
    id: id ?? userId(email),
    idGiven: id !== undefined,
    given: present({ email, role }),
    initial: initial.users,
    deletable: true,
  };
}

function organizationRow(
  entry: OrganizationSpecification,
  index: number,
  context: Context,
): DesiredRow {
  return {
    kind: "organizations",
    path: `organizations[${index}]`,
    label: entry.name,
    entry: entry.name,
    id: idOfOrganization(entry, context.style),
    idGiven: entry.id !== undefined,
    given: present({
      name: entry.name,
      domain: entry.domain,
      owner_id: userReference(entry.owner, context),
      default_policy_id: entry.defaultPolicyId,
    }),
    initial: initial.organizations,
    deletable: true,
  };
}

/** The members that are specified, and the owner, who has to be one to see the organization. */
function memberRows(
  { name, members = [], owner }: OrganizationSpecification,
  index: number,
  context: Context,
): DesiredRow[] {
  const organization: Reference = { kind: "organizations", entry: name, index };
  const row = (place: string, { user, role, policyId }: MemberSpecification): DesiredRow => {
    const reference = userReference(user, context);
    return {
      kind: "members",
      path: `organizations[${index}].${place}`,
      label: `${name}/${reference.entry}`,
      entry: pairEntry(name, reference.entry),
      idGiven: false,
      given: present({
        organization_id: organization,
        user_id: reference,
        role,
        policy_id: policyId,
      }),
      initial: initial.members,
      deletable: true,
    };
  };
  const rows = members.map((member, position) => row(`members[${position}]`, member));
  const ownRow = row("owner", { user: owner, role: "ADMIN" });
  return rows.some(({ entry }) => entry === ownRow.entry) ? rows : [ownRow, ...rows];
}

function regionRow(entry: RegionSpecification, index: number, context: Context): DesiredRow {
  const owner =
    entry.organization === undefined ? undefined : organizationOf(entry.organization, context);
  const creator = entry.creator ?? owner?.entry.owner;
  return {
    kind: "regions",
    path: `regions[${index}]`,
    label: entry.name,
    entry: entry.name,
    id: entry.id ?? regionId(entry.name),
    idGiven: entry.id !== undefined,
    given: present({
      name: entry.name,
      base_url: entry.baseUrl,
      organization_id: owner?.reference,
      creator_id: creator === undefined ? undefined : userReference(creator, context),
      active: entry.active ?? true,
      production: entry.production ?? true,
    }),
    initial: initial.regions,
    deletable: true,
  };
}

/** What Membership expects of a stack in each state. */
const expectedStatus = { ACTIVE: "READY", DISABLED: "DISABLED", DELETED: "DELETED" } as const;

function stackRow(entry: StackSpecification, index: number, context: Context): DesiredRow {
  const organization = organizationOf(entry.organization, context);
  const found = context.regionLookup.find(entry.region);
  const region = typeof found === "number" ? context.regions[found] : undefined;
  if (typeof found !== "number" || region === undefined) throw unresolved(entry.region);
  const { name } = organization.entry;
  const owner = idOfOrganization(organization.entry, context.style);
  const derived = context.style.stackUuid
    ? uuidV5(`stack:${owner}:${entry.name}`)
    : stackId(owner, entry.name);
  return {
    kind: "stacks",
    path: `stacks[${index}]`,
    label: `${name}/${entry.name}`,
    entry: pairEntry(name, entry.name),
    id: entry.id ?? derived,
    idGiven: entry.id !== undefined,
    given: present({
      name: entry.name,
      organization_id: organization.reference,
      region_id: { kind: "regions", entry: region.name, index: found } satisfies Reference,
      version: entry.version,
      modules: entry.modules,
      client_secret: entry.clientSecret,
      stargate_enabled: entry.stargateEnabled,
      state: entry.state,
      expected_status: entry.state && expectedStatus[entry.state],
    }),
    initial: initial.stacks,
    deletable: entry.allowDeletion ?? false,
  };
}

function idOfOrganization(entry: OrganizationSpecification, style: IdStyle): string {
  if (entry.id !== undefined) return entry.id;
  return style.organizationUuid ? uuidV5(`organization:${entry.name}`) : organizationId(entry.name);
}

function userReference(written: string, context: Context): Reference {
  const index = indexOfUser(written, context);
  return { kind: "users", entry: context.users[index]?.email.toLowerCase() ?? "", index };
}

function indexOfUser(written: string, { userLookup }: Context): number {
  const found = userLookup.find(written);
  if (typeof found !== "number") throw unresolved(written);
  return found;
}

function organizationOf(
  written: string,
  context: Context,
): { readonly entry: OrganizationSpecification; readonly reference: Reference } {
  const found = context.organizationLookup.find(written);
  const entry = typeof found === "number" ? context.organizations[found] : undefined;
  if (typeof found !== "number" || entry === undefined) throw unresolved(written);
  return { entry, reference: { kind: "organizations", entry: entry.name, index: found } };
}

/** Only reached by a caller that skipped the validation. */
function unresolved(written: string): Error {
  return new Error(`the reference ${JSON.stringify(written)} was not validated`);
}

/** A key of two names that may hold any character. */
function pairEntry(organization: string, name: string): string {
  return JSON.stringify([organization, name]);
}

/** The entries that have a value. */
function present<T>(values: Readonly<Record<string, T | undefined>>): Record<string, T> {
  const said: Record<string, T> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) said[name] = value;
  return said;
}
