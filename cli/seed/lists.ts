import { SeedError } from "../../seed/errors";
import {
  listOrganizations,
  listPolicies,
  listRegions,
  listStacks,
  listUsers,
  type Membership,
} from "../../seed/lists";
import { type FoundRows, readDatabase } from "../../seed/read-rows";
import type { Kind } from "../../seed/rows";
import type { CommandContext } from "../command-context";
import type { DatabaseOptions } from "./database-options";
import { type List, printList } from "./list";
import { databaseTarget } from "./target";

/** What can be listed. */
export type ListName = "organizations" | "users" | "policies" | "regions" | "stacks";

/** Runs `organizations list` and the like. */
export async function list(
  context: CommandContext,
  name: ListName,
  options: DatabaseOptions,
): Promise<number> {
  const target = await databaseTarget(context, options);
  const { kinds, rows, ...columns } = lists[name];
  const found = await readDatabase(target.connection, target.schema, kinds);
  if (name === "policies" && found.policies === undefined) {
    throw new SeedError(
      `Schema ${target.schema} has no table of policies: this release of Membership keeps a role for each member.`,
    );
  }
  return printList(context, target, name, { ...columns, rows: rows(found) });
}

/** A list, and the tables that it is made of. */
interface Source extends Omit<List, "rows"> {
  readonly kinds: readonly Kind[];
  readonly rows: (found: FoundRows) => readonly object[];
}

const lists: Readonly<Record<ListName, Source>> = {
  organizations: {
    kinds: ["organizations", "users", "members", "policies"],
    head: ["Name", "Id", "Owner", "Domain", "Default policy", "Members"],
    rows: listOrganizations,
  },
  users: {
    kinds: ["users", "organizations", "members", "policies"],
    head: ["E-mail", "Role", "Id", "Organizations"],
    rows: listUsers,
    text: { organizations: (each) => membershipText(each as Membership) },
  },
  policies: {
    kinds: ["policies", "organizations"],
    head: ["Id", "Name", "Organization", "Protected", "Description", "Scopes"],
    rows: listPolicies,
  },
  regions: {
    kinds: ["regions", "organizations"],
    head: ["Name", "Id", "Base URL", "Organization", "Active", "Production"],
    rows: listRegions,
  },
  stacks: {
    kinds: ["stacks", "organizations", "regions"],
    head: ["Name", "Id", "Organization", "Region", "Version", "State"],
    rows: listStacks,
  },
};

/** `Example (owner, OrganizationAdmin)`. */
function membershipText({ name, owner, member, policy, role }: Membership): string {
  const access = member === false ? "no member" : (policy ?? role);
  const words = [owner ? "owner" : undefined, access].filter((word) => word !== undefined);
  return `${name} (${words.length === 0 ? "member" : words.join(", ")})`;
}
