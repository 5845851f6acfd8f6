import { listPolicies } from "../../seed/list-policies";
import { importSeed } from "../../seed/import";
import type { SeedSpecification } from "../../seed/schema";
import type { CommandContext } from "../command-context";
import type { DatabaseOptions } from "./database-options";
import { type List, printList } from "./list";
import { type DatabaseTarget, databaseTarget } from "./target";

/** What can be listed. */
export type ListName = "organizations" | "users" | "policies" | "regions" | "stacks";

/** Runs `organizations list` and the like. */
export async function list(
  context: CommandContext,
  name: ListName,
  options: DatabaseOptions,
): Promise<number> {
  const target = await databaseTarget(context, options);
  return printList(context, target, name, await lists[name](target));
}

type ListOf = (target: DatabaseTarget) => Promise<List>;

const lists: Readonly<Record<ListName, ListOf>> = {
  organizations: imported(({ organizations = [] }) => ({
    head: ["Name", "Id", "Owner", "Domain", "Default policy", "Members"],
    rows: organizations.map(({ name, id, owner, domain, defaultPolicy, members = [] }) => ({
      name,
      id,
      owner,
      domain,
      defaultPolicy,
      // The owner, who is one, is not in the list.
      members: members.filter(({ user }) => user !== owner).length + 1,
    })),
  })),
  users: imported((seed) => ({
    head: ["E-mail", "Role", "Id", "Organizations"],
    rows: (seed.users ?? []).map(({ email, role, id }) => ({
      email,
      role,
      id,
      organizations: organizationsOf(seed).get(email) ?? [],
    })),
    text: { organizations: (each) => membershipText(each as Membership) },
  })),
  policies: async (target) => ({
    head: ["Id", "Name", "Organization", "Protected", "Description", "Scopes"],
    rows: await listPolicies(target.connection, target.schema),
  }),
  regions: imported(({ regions = [] }) => ({
    head: ["Name", "Id", "Base URL", "Organization", "Active", "Production"],
    rows: regions.map(({ name, id, baseUrl, organization, active = true, production = true }) => ({
      name,
      id,
      baseUrl,
      organization,
      active,
      production,
    })),
  })),
  stacks: imported(({ stacks = [] }) => ({
    head: ["Name", "Id", "Organization", "Region", "Version", "State"],
    rows: stacks.map(({ name, id, organization, region, version, state }) => ({
      name,
      id,
      organization,
      region,
      version,
      state,
    })),
  })),
};

function imported(listOf: (specification: SeedSpecification) => List): ListOf {
  return async ({ connection, schema }) => {
    const { specification } = await importSeed(connection, schema);
    return listOf(specification);
  };
}

/** A user's place in an organization. */
interface Membership {
  readonly name: string;
  readonly owner: boolean;
  readonly policy?: string | number;
  readonly role?: string;
}

/** Each user's organizations, with the user's policy or role there. */
function organizationsOf({ organizations = [] }: SeedSpecification): Map<string, Membership[]> {
  const found = new Map<string, Membership[]>();
  for (const { name, owner, members = [] } of organizations) {
    const places = new Map<string | undefined, Omit<Membership, "name">>([
      [owner, { owner: true }],
    ]);
    for (const { user, policy, role } of members) {
      places.set(user, { owner: user === owner, policy, role });
    }
    for (const [email = "", place] of places) {
      found.set(email, [...(found.get(email) ?? []), { name, ...place }]);
    }
  }
  return found;
}

/** `Example (owner)`. */
function membershipText({ name, owner, policy, role }: Membership): string {
  return `${name} (${owner ? "owner" : (policy ?? role ?? "member")})`;
}
