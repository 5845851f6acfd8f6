import type {
  OrganizationSpecification,
  RegionSpecification,
  UserSpecification,
} from "./specification";

/** Where a reference leads: an entry's index, nothing, or two different entries. */
export type Found = number | "none" | "ambiguous";

/** Entries of one kind, found by natural name or by given id. */
export class Lookup {
  readonly #byName = new Map<string, number>();
  readonly #byId = new Map<string, number>();
  readonly #fold: (name: string) => string;

  constructor(
    entries: readonly { readonly name: string; readonly id?: string | undefined }[],
    fold: (name: string) => string = (name) => name,
  ) {
    this.#fold = fold;
    entries.forEach(({ name, id }, index) => {
      const key = fold(name);
      if (!this.#byName.has(key)) this.#byName.set(key, index);
      if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, index);
    });
  }

  /** Finds the entry that a reference means. */
  find(reference: string): Found {
    const byName = this.#byName.get(this.#fold(reference));
    const byId = this.#byId.get(reference);
    if (byName !== undefined && byId !== undefined && byName !== byId) return "ambiguous";
    return byName ?? byId ?? "none";
  }

  /** Every text that leads somewhere. */
  names(): string[] {
    return [...this.#byName.keys(), ...this.#byId.keys()];
  }
}

/** Users by e-mail address, whatever its case, or id. */
export function lookupUsers(users: readonly UserSpecification[]): Lookup {
  return new Lookup(
    users.map(({ email, id }) => ({ name: email, id })),
    (email) => email.toLowerCase(),
  );
}

/** Organizations by name or id. */
export function lookupOrganizations(organizations: readonly OrganizationSpecification[]): Lookup {
  return new Lookup(organizations);
}

/** Regions by name or id. */
export function lookupRegions(regions: readonly RegionSpecification[]): Lookup {
  return new Lookup(regions);
}
