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

  /** Every text that leads somewhere. */
  names(): string[] {
    return [...this.#byName.keys(), ...this.#byId.keys()];
  }
}

/** Users by e-mail address, whatever its case, or id. */
export function lookupUsers(users: readonly UserSpecification[]): Lookup {
  const lookup = new Lookup((email) => email.toLowerCase());
  users.forEach(({ email, id }, index) => {
    lookup.add(email, id, index);
  });
  return lookup;
}

/** Organizations by name or id. */
export function lookupOrganizations(organizations: readonly OrganizationSpecification[]): Lookup {
  return lookupNamed(organizations);
}

/** Regions by name or id. */
export function lookupRegions(regions: readonly RegionSpecification[]): Lookup {
  return lookupNamed(regions);
}

function lookupNamed(
  entries: readonly { readonly name: string; readonly id?: string | undefined }[],
): Lookup {
  const lookup = new Lookup();
  entries.forEach(({ name, id }, index) => {
    lookup.add(name, id, index);
  });
  return lookup;
}
