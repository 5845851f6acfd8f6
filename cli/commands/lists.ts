import { listPolicies } from "../../seed/list-policies";
import { importSeed } from "../../seed/import";
import type { SeedSpecification } from "../../seed/schema";
import type { Registry } from "../program";
import { DATABASE_HELP, withDatabase } from "../seed/database-options";
import { type List, printList } from "../seed/list";
import { type DatabaseTarget, databaseTarget } from "../seed/target";

type ListOf = (target: DatabaseTarget) => Promise<List>;

const lists: Readonly<Record<string, { readonly what: string; readonly read: ListOf }>> = {
  organizations: {
    what: "every organization with its owner, domain and default policy",
    read: imported(({ organizations = [] }) => ({
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
  },
  users: {
    what: "every user with system role and organizations",
    read: imported((seed) => ({
      head: ["E-mail", "Role", "Id", "Organizations"],
      rows: (seed.users ?? []).map(({ email, role, id }) => ({
        email,
        role,
        id,
        organizations: organizationsOf(seed).get(email) ?? [],
      })),
    })),
  },
  policies: {
    what: "every policy, the built-in ones too, with its number and scopes",
    read: async (target) => ({
      head: ["Id", "Name", "Organization", "Protected", "Description", "Scopes"],
      rows: await listPolicies(target.connection, target.schema),
    }),
  },
  regions: {
    what: "every region",
    read: imported(({ regions = [] }) => ({
      head: ["Name", "Id", "Base URL", "Organization", "Active", "Production"],
      rows: regions.map(
        ({ name, id, baseUrl, organization, active = true, production = true }) => ({
          name,
          id,
          baseUrl,
          organization,
          active,
          production,
        }),
      ),
    })),
  },
  stacks: {
    what: "every Formance stack that is not deleted",
    read: imported(({ stacks = [] }) => ({
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
  },
};

/** `organizations list` and the like: what is in Membership's database. */
export function registerLists({ program, action }: Registry): void {
  for (const [name, { what, read }] of Object.entries(lists)) {
    const group = program.command(name).description(`Show the ${name} of Membership.`);
    withDatabase(group.command("list").description(`List ${what}.`))
      .addHelpText(
        "after",
        `${DATABASE_HELP}\n\nExample:\n  control-plane ${name} list --stack acme --json`,
      )
      .action(
        action(async (context, options) => {
          const target = await databaseTarget(context, options as object);
          return printList(context, target, name, await read(target));
        }),
      );
  }
}

function imported(listOf: (specification: SeedSpecification) => List): ListOf {
  return async ({ connection, schema }) => {
    const { specification } = await importSeed(connection, schema);
    return listOf(specification);
  };
}

/** Each user's organizations, with the user's policy or role there. */
function organizationsOf({ organizations = [] }: SeedSpecification): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, owner, members = [] } of organizations) {
    const places = new Map([[owner, "owner"]]);
    for (const { user, policy, role } of members) {
      if (user !== owner) places.set(user, policy ?? role ?? "member");
    }
    for (const [email, place] of places) {
      found.set(email, [...(found.get(email) ?? []), `${name} (${place})`]);
    }
  }
  return found;
}
