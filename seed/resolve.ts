import type { SeedProblem } from "./errors";
import { organizationId, regionId, stackId, userId, uuidV5 } from "./ids";
import { type Lookup, lookupOrganizations, lookupRegions, lookupUsers } from "./lookup";
import { byKind, type ByKind, type DesiredRow, type Reference, type Value } from "./rows";
import type {
  OrganizationSpecification,
  RegionSpecification,
  SeedSpecification,
  StackSpecification,
  UserSpecification,
} from "./specification";
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

/** Rows that would have the same id: only a given id that equals a derived one does that. */
export function findIdCollisions(desired: Desired): SeedProblem[] {
  return Object.values(desired).flatMap((rows) => {
    const seen = new Map<string, DesiredRow>();
    return rows.flatMap((row) => {
      if (row.id === undefined) return [];
      const organization = row.given.organization_id;
      const scope = row.kind === "stacks" ? JSON.stringify(organization) : "";
      const first = seen.get(`${scope} ${row.id}`);
      if (first === undefined) {
        seen.set(`${scope} ${row.id}`, row);
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

const initials = byKind((kind) =>
  Object.fromEntries(
    tables[kind].columns.flatMap(({ column, initial, onlyIfRequired }) =>
      initial === undefined || initial === "now" || onlyIfRequired === true
        ? []
        : [[column, initial]],
    ),
  ),
);

function userRow(user: UserSpecification, index: number): DesiredRow {
  return {
    kind: "users",
    path: `users[${index}]`,
    label: user.email,
    entry: userEntry(user),
    id: user.id ?? userId(user.email),
    idGiven: user.id !== undefined,
    given: present({ email: user.email, role: user.role }),
    initial: initials.users,
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
    initial: initials.organizations,
    deletable: true,
  };
}

/** The members that are specified, and the owner, who has to be one to see the organization. */
function memberRows(
  entry: OrganizationSpecification,
  index: number,
  context: Context,
): DesiredRow[] {
  const row = (user: Reference, path: string, given: Record<string, Value | undefined>) => ({
    kind: "members" as const,
    path,
    label: `${entry.name}/${user.entry}`,
    entry: pairEntry(entry.name, user.entry),
    idGiven: false,
    given: present({
      organization_id: { kind: "organizations" as const, entry: entry.name },
      user_id: user,
      ...given,
    }),
    initial: initials.members,
    deletable: true,
  });
  const rows = (entry.members ?? []).map(({ user, role, policyId }, position) =>
    row(userReference(user, context), `organizations[${index}].members[${position}]`, {
      role,
      policy_id: policyId,
    }),
  );
  const owner = userReference(entry.owner, context);
  const ownerEntry = pairEntry(entry.name, owner.entry);
  if (rows.some((member) => member.entry === ownerEntry)) return rows;
  return [row(owner, `organizations[${index}].owner`, { role: "ADMIN" }), ...rows];
}

function regionRow(entry: RegionSpecification, index: number, context: Context): DesiredRow {
  const owner =
    entry.organization === undefined ? undefined : organizationOf(entry.organization, context);
  const creator = entry.creator ?? owner?.owner;
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
      organization_id: owner && { kind: "organizations" as const, entry: owner.name },
      creator_id: creator === undefined ? undefined : userReference(creator, context),
      active: entry.active ?? true,
      production: entry.production ?? true,
    }),
    initial: initials.regions,
    deletable: true,
  };
}

/** What Membership expects of a stack in each state. */
const expectedStatus = { ACTIVE: "READY", DISABLED: "DISABLED", DELETED: "DELETED" } as const;

function stackRow(entry: StackSpecification, index: number, context: Context): DesiredRow {
  const organization = organizationOf(entry.organization, context);
  const found = context.regionLookup.find(entry.region);
  const region = typeof found === "number" ? context.regions[found] : undefined;
  if (region === undefined) throw unresolved(entry.region);
  const owner = idOfOrganization(organization, context.style);
  return {
    kind: "stacks",
    path: `stacks[${index}]`,
    label: `${organization.name}/${entry.name}`,
    entry: pairEntry(organization.name, entry.name),
    id:
      entry.id ??
      (context.style.stackUuid
        ? uuidV5(`stack:${owner}:${entry.name}`)
        : stackId(owner, entry.name)),
    idGiven: entry.id !== undefined,
    given: present({
      name: entry.name,
      organization_id: { kind: "organizations" as const, entry: organization.name },
      region_id: { kind: "regions" as const, entry: region.name },
      version: entry.version,
      modules: entry.modules,
      client_secret: entry.clientSecret,
      stargate_enabled: entry.stargateEnabled,
      state: entry.state,
      expected_status: entry.state && expectedStatus[entry.state],
    }),
    initial: initials.stacks,
    deletable: entry.allowDeletion ?? false,
  };
}

function idOfOrganization(entry: OrganizationSpecification, style: IdStyle): string {
  if (entry.id !== undefined) return entry.id;
  return style.organizationUuid ? uuidV5(`organization:${entry.name}`) : organizationId(entry.name);
}

function userEntry(user: UserSpecification): string {
  return user.email.toLowerCase();
}

/** A key of two names that may hold any character. */
function pairEntry(organization: string, name: string): string {
  return JSON.stringify([organization, name]);
}

function userReference(written: string, context: Context): Reference {
  const found = context.userLookup.find(written);
  const user = typeof found === "number" ? context.users[found] : undefined;
  if (user === undefined) throw unresolved(written);
  return { kind: "users", entry: userEntry(user) };
}

function organizationOf(written: string, context: Context): OrganizationSpecification {
  const found = context.organizationLookup.find(written);
  const organization = typeof found === "number" ? context.organizations[found] : undefined;
  if (organization === undefined) throw unresolved(written);
  return organization;
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
