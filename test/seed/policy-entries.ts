import type { OrganizationSpecification, SeedSpecification } from "../../seed/schema";

export const alice = "alice@example.com";
export const bob = "bob@example.com";

/** One organization of Alice's, with Bob among the users. */
export function acme(
  entry: Partial<OrganizationSpecification>,
  more: Partial<SeedSpecification> = {},
): SeedSpecification {
  return {
    users: [{ email: alice }, { email: bob }],
    organizations: [{ name: "Acme", owner: alice, ...entry }],
    ...more,
  };
}
