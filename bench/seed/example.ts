import type { SeedSpecification } from "../../seed/schema";

/** How many entries of each kind. */
export interface SeedSize {
  readonly users: number;
  readonly organizations: number;
  readonly stacks: number;
  /** In each organization, beside the owner. */
  readonly members: number;
}

/** A customer of a size that is seldom passed. */
export const large: SeedSize = { users: 10_000, organizations: 200, stacks: 1_000, members: 49 };

/** A specification of a given size. */
export function seedOf(size: SeedSize): SeedSpecification {
  // Joined: as one that was read from somewhere, such a text is whole and does not hold its parts.
  const email = (index: number): string => ["user-", index % size.users, "@example.com"].join("");
  return {
    users: list(size.users, (index) => ({ email: email(index) })),
    organizations: list(size.organizations, (index) => ({
      name: `Organization ${index}`,
      domain: `organization-${index}.example.com`,
      defaultPolicyId: 1,
      owner: email(index),
      members: list(Math.min(size.members, size.users - 1), (member) => ({
        user: email(index + member + 1),
        role: "GUEST" as const,
      })),
    })),
    regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
    stacks: list(size.stacks, (index) => ({
      name: `stack-${index}`,
      organization: `Organization ${index % size.organizations}`,
      region: "eu-1",
      clientSecret: `secret-of-the-stack-number-${index}`,
    })),
  };
}

function list<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}
