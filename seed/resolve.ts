import type { SeedProblem } from "./errors";
import { organizationId, regionId, stackId, userId, uuidV5 } from "./ids";
import { type Lookup, lookupOrganizations, lookupRegions, lookupUsers } from "./lookup";
import { ListedRow, MemberRow, pairEntry } from "./desired-rows";
import { byKind, type ByKind, type DesiredRow, type Kind, type Reference } from "./rows";
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
    references: byKind(() => []),
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
  /** References made so far, by entry's index: rows that refer to one row share one. */
  readonly references: ByKind<Reference[]>;
}

function userRow({ email, id, role }: UserSpecification, index: number): DesiredRow {
  return new ListedRow("users", index, {
    label: email,
    entry: email.toLowerCase(),
    givenId: id,
    derivedId: () => userId(email),
    given: role === undefined ? { email } : { email, role },
  });
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
  const organization = { name, index };
  const organization_id = referenceTo("organizations", index, name, context);
  const rows = members.map(({ user, role, policyId }, position) => {
    const user_id = userReference(user, context);
    const said = present({ role, policy_id: policyId });
    return new MemberRow(organization, position, { organization_id, user_id, ...said });
  });
  const user_id = userReference(owner, context);
  if (rows.some(({ given }) => given.user_id === user_id)) return rows;
  const given = { organization_id, user_id, role: "ADMIN" };
  return [new MemberRow(organization, undefined, given), ...rows];
}

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
      region_id: referenceTo("regions", found, region.name, context),
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
  const found = context.userLookup.find(written);
  const user = typeof found === "number" ? context.users[found] : undefined;
  if (typeof found !== "number" || user === undefined) throw unresolved(written);
  return referenceTo("users", found, user.email.toLowerCase(), context);
}

function organizationOf(
  written: string,
  context: Context,
): { readonly entry: OrganizationSpecification; readonly reference: Reference } {
  const found = context.organizationLookup.find(written);
  const entry = typeof found === "number" ? context.organizations[found] : undefined;
  if (typeof found !== "number" || entry === undefined) throw unresolved(written);
  return { entry, reference: referenceTo("organizations", found, entry.name, context) };
}

function referenceTo(kind: Kind, index: number, entry: string, { references }: Context): Reference {
  return (references[kind][index] ??= { kind, entry });
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
