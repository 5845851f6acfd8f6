import type { MemberSpecification, SeedSpecification, UserSpecification } from "../../seed/schema";

/** A specification of one organization, with a user who is a member of it. */
export function withMember(
  { users = [], organizations = [] }: SeedSpecification,
  user: UserSpecification,
  place: Omit<MemberSpecification, "user">,
): SeedSpecification {
  const address = user.email.toLowerCase();
  const others = users.filter(({ email }) => email.toLowerCase() !== address);
  return {
    users: [...others, user],
    organizations: organizations.map((organization) => ({
      ...organization,
      members: [{ user: user.email, ...place }],
    })),
  };
}
