import { cell, type FoundRows, type Row } from "./read-rows";
import { isPolicyNumber } from "./policy-number";
import { compareIds, isBuiltIn } from "./visible-policies";

/*
 * Rows as the database has them, with names in place of ids. What no specification could say is
 * shown too: a list hides nothing.
 */

/** An organization. */
export interface ListedOrganization {
  readonly name: string;
  readonly id: string;
  readonly owner: string | undefined;
  readonly domain: string | undefined;
  readonly defaultPolicy: string | undefined;
  /** Rows of members; none where the database keeps none. */
  readonly members: number | undefined;
}

/** A user's place in an organization. */
export interface Membership {
  readonly name: string;
  readonly owner: boolean;
  /** False for an owner who is no member; else left out. */
  readonly member?: false;
  readonly policy?: string | undefined;
  readonly role?: string | undefined;
}

/** A user. */
export interface ListedUser {
  readonly email: string;
  readonly role: string | undefined;
  readonly id: string;
  readonly organizations: readonly Membership[];
}

/** A policy, built in or of an organization. */
export interface ListedPolicy {
  /** A number, as far as JavaScript can tell it from others; else a text. */
  readonly id: number | string;
  readonly name: string;
  /** Name of its organization; none of a built-in one. */
  readonly organization: string | undefined;
  readonly protected: boolean;
  readonly description: string | undefined;
  readonly scopes: readonly string[];
}

/** Every organization, by name. */
export function listOrganizations(found: FoundRows): ListedOrganization[] {
  const { organizations = [], members } = found;
  const owners = namesOf(found.users, "email");
  const policyIn = policyNames(found);
  const counts = new Map<string, number>();
  for (const { organization_id: id } of members ?? []) {
    counts.set(cell(id), (counts.get(cell(id)) ?? 0) + 1);
  }
  return organizations.map((row) => ({
    name: cell(row.name),
    id: cell(row.id),
    owner: owners(row.owner_id),
    domain: filled(row.domain),
    defaultPolicy: policyIn(row.default_policy_id, row.id),
    members: members && (counts.get(cell(row.id)) ?? 0),
  }));
}

/** Every user, by e-mail address, with the organizations that the user owns or is a member of. */
export function listUsers(found: FoundRows): ListedUser[] {
  const { users = [], organizations = [], members } = found;
  const policyIn = policyNames(found);
  const organizationName = namesOf(organizations, "name");
  const owners = new Map(organizations.map((row) => [cell(row.id), cell(row.owner_id)]));
  const places = new Map<string, Membership[]>();
  const add = (user: string, place: Membership): void => {
    places.set(user, [...(places.get(user) ?? []), place]);
  };
  const joined = new Set<string>();
  for (const { organization_id: organization, user_id: id, policy_id: policy, role } of members ??
    []) {
    const user = cell(id);
    joined.add(JSON.stringify([cell(organization), user]));
    add(user, {
      name: organizationName(organization) ?? "",
      owner: owners.get(cell(organization)) === user,
      policy: policyIn(policy, organization),
      role: filled(role),
    });
  }
  for (const { id, owner_id: owner } of organizations) {
    if (joined.has(JSON.stringify([cell(id), cell(owner)]))) continue;
    const isMember = members === undefined ? {} : { member: false as const };
    add(cell(owner), { name: organizationName(id) ?? "", owner: true, ...isMember });
  }
  return users.map((row) => ({
    email: cell(row.email),
    role: filled(row.role),
    id: cell(row.id),
    organizations: (places.get(cell(row.id)) ?? []).sort((one, other) =>
      one.name < other.name ? -1 : 1,
    ),
  }));
}

/** Every policy, by number. */
export function listPolicies({ policies = [], organizations }: FoundRows): ListedPolicy[] {
  const organizationName = namesOf(organizations, "name");
  return policies
    .map((row) => ({
      id: policyId(cell(row.id)),
      name: cell(row.name),
      organization: organizationName(row.organization_id),
      protected: row.protected === true,
      description: filled(row.description),
      scopes: Array.isArray(row.scopes) ? row.scopes.map(String) : [],
    }))
    .sort((left, right) => compareIds(String(left.id), String(right.id)));
}

/** Every region, by name. */
export function listRegions({ regions = [], organizations }: FoundRows) {
  const organizationName = namesOf(organizations, "name");
  return regions.map((row) => ({
    name: cell(row.name),
    id: cell(row.id),
    baseUrl: cell(row.base_url),
    organization: organizationName(row.organization_id),
    active: flag(row.active),
    production: flag(row.production),
  }));
}

/** Every stack that is not deleted, by organization and name. */
export function listStacks({ stacks = [], organizations, regions }: FoundRows) {
  const organizationName = namesOf(organizations, "name");
  const regionName = namesOf(regions, "name");
  return stacks
    .filter(({ state }) => state !== "DELETED")
    .map((row) => ({
      name: cell(row.name),
      id: cell(row.id),
      organization: organizationName(row.organization_id),
      region: regionName(row.region_id),
      version: filled(row.version),
      state: filled(row.state),
    }));
}

/** The name of the row that an id means; the id itself, where the row has none or is not there. */
function namesOf(rows: readonly Row[] = [], column: string): (id: unknown) => string | undefined {
  const names = new Map(rows.map((row) => [cell(row.id), filled(row[column])]));
  return (id) => (filled(id) === undefined ? undefined : (names.get(cell(id)) ?? cell(id)));
}

/** The name of a policy as an organization knows it: another organization's is called so. */
function policyNames({ policies = [], organizations }: FoundRows) {
  const rows = new Map(policies.map((row) => [cell(row.id), row]));
  const policyName = namesOf(policies, "name");
  const organizationName = namesOf(organizations, "name");
  return (id: unknown, organization: unknown): string | undefined => {
    const name = policyName(id);
    const row = rows.get(cell(id));
    if (row === undefined || isBuiltIn(row) || cell(row.organization_id) === cell(organization))
      return name;
    return `${name ?? ""} of ${organizationName(row.organization_id) ?? "no organization"}`;
  };
}

function policyId(id: string): number | string {
  return isPolicyNumber(id) && Number.isSafeInteger(Number(id)) ? Number(id) : id;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

/** A value as text; none where there is none, or a blank one. */
function filled(value: unknown): string | undefined {
  const text = cell(value);
  return text.trim() === "" ? undefined : text;
}
