import { didYouMean } from "../messages/did-you-mean";
import { organizationId, stackId } from "./ids";
import { type Lookup, lookupOrganizations, lookupRegions, lookupUsers } from "./lookup";
import type {
  OrganizationSpecification,
  RegionSpecification,
  SeedSpecification,
  StackSpecification,
} from "./schema";

/** A problem with the segments of its path, as zod wants them. */
export interface SpecificationProblem {
  readonly segments: readonly (string | number)[];
  readonly message: string;
}

/** A Kubernetes name, which `<organization>-<stack>` becomes, has at most 63 characters. */
const kubernetesNameLimit = 63;

/** Everything that is wrong across the entries: duplicates, unknown references, impossible pairs. */
export function findProblems(specification: SeedSpecification): SpecificationProblem[] {
  const { users = [], organizations = [], regions = [], stacks = [] } = specification;
  const lookups: Lookups = {
    users: lookupUsers(users),
    organizations: lookupOrganizations(organizations),
    regions: lookupRegions(regions),
  };
  return [
    ...duplicates("users", "email", users, ({ email }) => email.toLowerCase(), lookups.users),
    ...duplicates("organizations", "name", organizations, nameOf, lookups.organizations),
    ...duplicates("regions", "name", regions, nameOf, lookups.regions),
    ...organizations.flatMap((entry, index) => checkOrganization(entry, index, lookups)),
    ...regions.flatMap((entry, index) => checkRegion(entry, index, lookups)),
    ...checkStacks(stacks, organizations, regions, lookups),
  ];
}

interface Lookups {
  readonly users: Lookup;
  readonly organizations: Lookup;
  readonly regions: Lookup;
}

function checkOrganization(
  { owner, members = [] }: OrganizationSpecification,
  index: number,
  { users }: Lookups,
): SpecificationProblem[] {
  const here = ["organizations", index];
  const problems = reference([...here, "owner"], owner, users, "user");
  const seen = new Map<string | number, number>();
  members.forEach(({ user }, position) => {
    const found = users.find(user);
    const first = seen.get(found);
    if (typeof found === "number" && first === undefined) {
      seen.set(found, position);
      return;
    }
    const segments = [...here, "members", position, "user"];
    if (typeof found === "number") {
      const message = `${quote(user)} is a member already, at members[${first}]`;
      problems.push({ segments, message });
    } else {
      problems.push(...reference(segments, user, users, "user"));
    }
  });
  return problems;
}

function checkRegion(
  entry: RegionSpecification,
  index: number,
  { users, organizations }: Lookups,
): SpecificationProblem[] {
  const here = ["regions", index];
  const { organization, creator } = entry;
  return [
    ...(organization === undefined
      ? []
      : reference([...here, "organization"], organization, organizations, "organization")),
    ...(creator === undefined ? [] : reference([...here, "creator"], creator, users, "user")),
  ];
}

function checkStacks(
  stacks: readonly StackSpecification[],
  organizations: readonly OrganizationSpecification[],
  regions: readonly RegionSpecification[],
  lookups: Lookups,
): SpecificationProblem[] {
  const names = new Map<string, number>();
  const ids = new Map<string, number>();
  return stacks.flatMap((entry, index) => {
    const here = ["stacks", index];
    const problems = [
      ...reference(
        [...here, "organization"],
        entry.organization,
        lookups.organizations,
        "organization",
      ),
      ...reference([...here, "region"], entry.region, lookups.regions, "region"),
    ];
    const owner = lookups.organizations.find(entry.organization);
    const organization = typeof owner === "number" ? organizations[owner] : undefined;
    if (typeof owner !== "number" || organization === undefined) return problems;
    problems.push(
      ...repeated(names, [...here, "name"], `${owner}/${entry.name}`, entry.name, index),
      ...(entry.id === undefined
        ? []
        : repeated(ids, [...here, "id"], `${owner}/${entry.id}`, entry.id, index)),
      ...checkNameLength(entry, index, organization),
      ...checkPrivateRegion(entry, index, owner, regions, lookups),
    );
    return problems;
  });
}

function repeated(
  seen: Map<string, number>,
  segments: readonly (string | number)[],
  key: string,
  written: string,
  index: number,
): SpecificationProblem[] {
  const first = seen.get(key);
  if (first === undefined) {
    seen.set(key, index);
    return [];
  }
  const message = `${quote(written)} is used already in this organization, by stacks[${first}]`;
  return [{ segments, message }];
}

function checkNameLength(
  entry: StackSpecification,
  index: number,
  organization: OrganizationSpecification,
): SpecificationProblem[] {
  const owner = organization.id ?? organizationId(organization.name);
  const name = `${owner}-${entry.id ?? stackId(owner, entry.name)}`;
  if (name.length <= kubernetesNameLimit) return [];
  const message = `the Stack resource ${quote(name)} would have ${name.length} characters, more than the ${kubernetesNameLimit} that Kubernetes allows: choose shorter ids`;
  return [{ segments: ["stacks", index, "id"], message }];
}

function checkPrivateRegion(
  entry: StackSpecification,
  index: number,
  owner: number,
  regions: readonly RegionSpecification[],
  lookups: Lookups,
): SpecificationProblem[] {
  const found = lookups.regions.find(entry.region);
  const region = typeof found === "number" ? regions[found] : undefined;
  if (region?.organization === undefined) return [];
  const regionOwner = lookups.organizations.find(region.organization);
  if (typeof regionOwner !== "number" || regionOwner === owner) return [];
  const message = `region ${quote(region.name)} is private to organization ${quote(region.organization)}: choose a public region or one of organization ${quote(entry.organization)}`;
  return [{ segments: ["stacks", index, "region"], message }];
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

/** Names that are another's name, and ids that are another's id. */
function duplicates<T extends { readonly id?: string | undefined }>(
  list: string,
  field: string,
  entries: readonly T[],
  nameOfEntry: (entry: T) => string,
  lookup: Lookup,
): SpecificationProblem[] {
  const problems: SpecificationProblem[] = [];
  const compare = (index: number, name: string, key: string, first: number | undefined): void => {
    if (first === undefined || first === index) return;
    const message = `${quote(key)} is used already, by ${list}[${first}]`;
    problems.push({ segments: [list, index, name], message });
  };
  entries.forEach((entry, index) => {
    const name = nameOfEntry(entry);
    compare(index, field, name, lookup.firstOfName(name));
    if (entry.id !== undefined) compare(index, "id", entry.id, lookup.firstOfId(entry.id));
  });
  return problems;
}

function reference(
  segments: readonly (string | number)[],
  written: string,
  lookup: Lookup,
  kind: string,
): SpecificationProblem[] {
  const found = lookup.find(written);
  if (typeof found === "number") return [];
  const message =
    found === "ambiguous"
      ? `${quote(written)} is the name of one ${kind} and the id of another: change one of them`
      : `no ${kind} ${quote(written)} in ${kind}s.${didYouMean(written, lookup.names())}`;
  return [{ segments, message }];
}

function quote(text: string): string {
  return JSON.stringify(text);
}
