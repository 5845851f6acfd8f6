import type { SeedProblem } from "./errors";
import { organizationId, regionId, stackId, userId, uuidV5 } from "./ids";
import { type Lookup, lookupOrganizations, lookupRegions, lookupUsers } from "./lookup";
import { ListedRow, MemberRow, pairEntry, referenceToUser, UserRow } from "./desired-rows";
import type { ByKind, DesiredRow, Reference } from "./rows";
import type {
  OrganizationSpecification,
  RegionSpecification,
  SeedSpecification,
  StackSpecification,
  UserSpecification,
} from "./specification";

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
    users: users.map((user, index) => new UserRow(index, user, user.id ?? userId(user.email))),
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

function organizationRow(
  entry: OrganizationSpecification,
  index: number,
  context: Context,
): DesiredRow {
  return new ListedRow("organizations", index, {
    label: entry.name,
    entry: entry.name,
    givenId: entry.id,
    derivedId: () => idOfOrganization(entry, context.style),
    given: present({
      name: entry.name,
      domain: entry.domain,
      owner_id: userReference(entry.owner, context),
      default_policy_id: entry.defaultPolicyId,
    }),
  });
}

/** The members that are specified, and the owner, who has to be one to see the organization. */
function memberRows(
  { name, members = [], owner }: OrganizationSpecification,
  index: number,
  context: Context,
): DesiredRow[] {
  const organization: Reference = { kind: "organizations", entry: name, index };
  const shared = { organization, users: context.users };
  const rows = members.map((member, position) => {
    return new MemberRow(shared, position, indexOfUser(member.user, context), member);
  });
  const ownerIndex = indexOfUser(owner, context);
  if (rows.some(({ userIndex }) => userIndex === ownerIndex)) return rows;
  return [new MemberRow(shared, undefined, ownerIndex, ownerMember), ...rows];
}

/** The owner's place in the organization. */
const ownerMember = { role: "ADMIN" } as const;

function regionRow(entry: RegionSpecification, index: number, context: Context): DesiredRow {
  const owner =
    entry.organization === undefined ? undefined : organizationOf(entry.organization, context);
  const creator = entry.creator ?? owner?.entry.owner;
  return new ListedRow("regions", index, {
    label: entry.name,
    entry: entry.name,
    givenId: entry.id,
    derivedId: () => regionId(entry.name),
    given: present({
      name: entry.name,
      base_url: entry.baseUrl,
      organization_id: owner?.reference,
      creator_id: creator === undefined ? undefined : userReference(creator, context),
      active: entry.active ?? true,
      production: entry.production ?? true,
    }),
  });
}

/** What Membership expects of a stack in each state. */
const expectedStatus = { ACTIVE: "READY", DISABLED: "DISABLED", DELETED: "DELETED" } as const;

function stackRow(entry: StackSpecification, index: number, context: Context): DesiredRow {
  const organization = organizationOf(entry.organization, context);
  const found = context.regionLookup.find(entry.region);
  const region = typeof found === "number" ? context.regions[found] : undefined;
  if (typeof found !== "number" || region === undefined) throw unresolved(entry.region);
  const { name } = organization.entry;
  return new ListedRow("stacks", index, {
    label: `${name}/${entry.name}`,
    entry: pairEntry(name, entry.name),
    givenId: entry.id,
    derivedId: () => {
      const owner = idOfOrganization(organization.entry, context.style);
      return context.style.stackUuid
        ? uuidV5(`stack:${owner}:${entry.name}`)
        : stackId(owner, entry.name);
    },
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
    deletable: entry.allowDeletion ?? false,
  });
}

function idOfOrganization(entry: OrganizationSpecification, style: IdStyle): string {
  if (entry.id !== undefined) return entry.id;
  return style.organizationUuid ? uuidV5(`organization:${entry.name}`) : organizationId(entry.name);
}

function userReference(written: string, context: Context): Reference {
  return referenceToUser(indexOfUser(written, context), context.users);
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

/** The entries that say something. */
function present<T>(values: Readonly<Record<string, T | undefined>>): Record<string, T> {
  const said: Record<string, T> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) said[name] = value;
  return said;
}
