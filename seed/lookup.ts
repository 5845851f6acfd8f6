import type { OrganizationSpecification, RegionSpecification, UserSpecification } from "./schema";

/** Where a reference leads: an entry's index, nothing, or two different entries. */
export type Found = number | "none" | "ambiguous";

/** Entries of one kind, found by natural name or by given id. */
export class Lookup {
  readonly #byName = new Map<string, number>();
  readonly #byId = new Map<string, number>();
  readonly #fold: (name: string) => string;

  constructor(fold: (name: string) => string = (name) => name) {
    this.#fold = fold;
  }

  /** Adds an entry; the first of a name or id counts. */
  add(name: string, id: string | undefined, index: number): void {
    const key = this.#fold(name);
    if (!this.#byName.has(key)) this.#byName.set(key, index);
    if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, index);
  }

  /** Finds the entry that a reference means. */
  find(reference: string): Found {
    const byName = this.#byName.get(this.#fold(reference));
    const byId = this.#byId.get(reference);
    if (byName !== undefined && byId !== undefined && byName !== byId) return "ambiguous";
    return byName ?? byId ?? "none";
  }

  /** The first entry of a name. */
  firstOfName(name: string): number | undefined {
    return this.#byName.get(this.#fold(name));
  }

  /** The first entry of an id. */
  firstOfId(id: string): number | undefined {
    return this.#byId.get(id);
  }

  /** Every text that leads somewhere. */
  names(): string[] {
    return [...this.#byName.keys(), ...this.#byId.keys()];
  }
}

/** Users by e-mail address, whatever its case, or id. */
export function lookupUsers(users: readonly UserSpecification[]): Lookup {
  return lookupOf(
    users,
    ({ email }) => email,
    (email) => email.toLowerCase(),
  );
}

/** Organizations by name or id. */
export function lookupOrganizations(organizations: readonly OrganizationSpecification[]): Lookup {
  return lookupOf(organizations, ({ name }) => name);
}

/** Regions by name or id. */
export function lookupRegions(regions: readonly RegionSpecification[]): Lookup {
  return lookupOf(regions, ({ name }) => name);
}

function lookupOf<T extends { readonly id?: string | undefined }>(
  entries: readonly T[],
  nameOf: (entry: T) => string,
  fold?: (name: string) => string,
): Lookup {
  const lookup = new Lookup(fold);
  entries.forEach((entry, index) => {
    lookup.add(nameOf(entry), entry.id, index);
  });
  return lookup;
}
