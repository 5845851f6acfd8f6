import { didYouMean } from "../messages/did-you-mean";
import { SeedError } from "./errors";
import type { SeedSpecification } from "./schema";

/** Entries by name, e-mail address or id. */
export interface Wanted {
  readonly organization?: string | undefined;
  readonly region?: string | undefined;
  readonly user?: string | undefined;
}

/**
 * The part of a specification that the wanted entries need to be valid: they themselves, and what
 * they refer to. An organization is in it without its policies, members and other lists.
 *
 * @throws {SeedError} naming an entry that is not there
 */
export function excerpt(
  { users = [], organizations = [], regions = [] }: SeedSpecification,
  wanted: Wanted,
): Required<Pick<SeedSpecification, "users" | "organizations" | "regions">> {
  const region = wanted.region === undefined ? undefined : find("region", regions, wanted.region);
  const takenOrganizations = new Set(
    [wanted.organization, region?.organization]
      .filter((name) => name !== undefined)
      .map((name) => find("organization", organizations, name)),
  );
  const named = users.map((user) => ({ ...user, name: user.email }));
  const takenUsers = new Set(
    [wanted.user, region?.creator, ...[...takenOrganizations].map(({ owner }) => owner)]
      .filter((name) => name !== undefined)
      .map((name) => find("user", named, name).email),
  );
  return {
    users: users.filter(({ email }) => takenUsers.has(email)),
    organizations: [...takenOrganizations].map(({ id, name, owner }) => ({ id, name, owner })),
    regions: region === undefined ? [] : [region],
  };
}

function find<T extends { readonly name: string; readonly id?: string | undefined }>(
  kind: string,
  entries: readonly T[],
  wanted: string,
): T {
  const found =
    entries.find(({ id }) => id === wanted) ??
    entries.find(({ name }) => name === wanted) ??
    entries.find(({ name }) => kind === "user" && name.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found;
  const names = entries.map(({ name }) => name);
  throw new SeedError(
    `The database has no ${kind} ${JSON.stringify(wanted)}.${didYouMean(wanted, names)}`,
  );
}
