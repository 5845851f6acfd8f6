import type { MemberSpecification, SeedSpecification, UserSpecification } from "../../seed/schema";
import type { Existing } from "./existing";

/** The existing rows with a user who is a member of the organization that is named. */
export function withMember(
  { entries, organization }: Existing,
  user: UserSpecification,
  place: Omit<MemberSpecification, "user">,
): SeedSpecification {
  const member = { user: user.id ?? user.email, ...place };
  return {
    users: withEntry(entries.users, user),
    organizations: entries.organizations.map((entry) =>
      entry === organization ? { ...entry, members: [member] } : entry,
    ),
  };
}

/** Entries with one more, in the place of that of the same row. */
export function withEntry<E extends { readonly id: string }, A extends { id?: string | undefined }>(
  entries: readonly E[],
  added: A,
): (E | A)[] {
  return [...entries.filter(({ id }) => id !== added.id), added];
}
