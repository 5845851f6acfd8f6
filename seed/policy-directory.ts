import { didYouMean } from "../messages/did-you-mean";
import type { SeedProblem } from "./errors";
import { groupBy } from "./group-by";
import { protectedName } from "./kinds/role-policies";
import type { Current } from "./load";
import type { Desired } from "./resolve";
import { type CurrentRow, fieldPath, isReference, type Lookup, type Reference } from "./rows";
import { isPolicyNumber } from "./policy-number";
import {
  compareIds,
  isBuiltIn,
  isOfOrganization,
  meantPolicies,
  policyText,
} from "./visible-policies";

/** Policies shown where one isn't found. */
const shown = 20;

/** The policy that a name or id means, or why it means none. */
export type FoundPolicy =
  | { readonly found: string | Reference; readonly row?: CurrentRow | undefined }
  | { readonly found: undefined; readonly message: string };

/** The policies that there are, and those that the specification adds, by organization. */
export class PolicyDirectory {
  readonly #builtIn: readonly CurrentRow[];
  readonly #own: ReadonlyMap<string, readonly CurrentRow[]>;
  readonly #entries: ReadonlyMap<string, number>;

  /** @param idOf - the id of an organization; none where it is new */
  constructor(
    private readonly desired: Desired,
    private readonly current: Current,
    private readonly idOf: (organization: Reference) => string | undefined,
  ) {
    this.#builtIn = current.policies.filter(({ values }) => isBuiltIn(values));
    this.#own = groupBy(
      current.policies.filter(({ values }) => isOfOrganization(values.organization_id)),
      ({ values }) => String(values.organization_id),
    );
    this.#entries = new Map(desired.policies.map(({ entry }, index) => [entry, index]));
  }

  /** A built-in policy, by the first of several names that there is. */
  builtIn(names: readonly string[]): CurrentRow | undefined {
    for (const name of names) {
      const [row] = meantPolicies(this.#builtIn, name, valuesOf);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  find({ written, inside }: Pick<Lookup, "written" | "inside">): FoundPolicy {
    const own = this.#ownOf(inside);
    const entry = JSON.stringify([inside.entry, written]);
    const index = isPolicyNumber(written) ? undefined : this.#entries.get(entry);
    if (index !== undefined) {
      const row = own.find((candidate) => candidate.values.name === written);
      return { found: { kind: "policies", entry, index }, row };
    }
    const visible = [...this.#builtIn, ...own];
    const meant = meantPolicies(visible, written, valuesOf);
    const [row, another] = meant;
    if (row === undefined) return { found: undefined, message: this.#unknown(written, visible) };
    if (another !== undefined) {
      const ids = meant.map(({ values }) => String(values.id)).join(" and ");
      const message = `${quote(written)} is the name of the policies ${ids}: give the number of one`;
      return { found: undefined, message };
    }
    return { found: String(row.values.id), row };
  }

  /** The built-in policies as a sentence lists them, if there are any. */
  listBuiltIn(): string | undefined {
    return this.#builtIn.length === 0 ? undefined : list(this.#builtIn);
  }

  /** Entries of policies that the specification can't make: protected ones have their names. */
  protectedNames(): SeedProblem[] {
    const builtIn = new Set(this.#builtIn.map(({ values }) => values.name));
    return this.desired.policies.flatMap((row) => {
      const { name, organization_id: organization } = row.given;
      const isFixed = ({ values }: CurrentRow): boolean =>
        values.protected === true && values.name === name;
      const own = isReference(organization) && this.#ownOf(organization).some(isFixed);
      if (typeof name !== "string" || !(own || builtIn.has(name))) return [];
      const message = protectedName(name, own ? "own" : "built-in");
      return [{ path: fieldPath(row, "name"), message }];
    });
  }

  #ownOf(organization: Reference): readonly CurrentRow[] {
    return this.#own.get(this.idOf(organization) ?? "") ?? [];
  }

  #unknown(written: string, visible: readonly CurrentRow[]): string {
    const called = visible.find(({ values }) => values.name === written);
    if (called !== undefined) {
      return `no policy has the number ${written}; to mean the policy of that name, give its number, ${String(called.values.id)}`;
    }
    const [elsewhere] = meantPolicies(this.current.policies, written, valuesOf);
    const names = visible.map(({ values }) => String(values.name));
    const hint = elsewhere === undefined ? didYouMean(written, names) : "";
    return `${this.#whyUnknown(written, elsewhere)}.${hint} Policies: ${list(visible)}`;
  }

  #whyUnknown(written: string, elsewhere: CurrentRow | undefined): string {
    if (elsewhere === undefined) return `there is no policy ${quote(written)}`;
    const { organization_id: id } = elsewhere.values;
    if (!isOfOrganization(id)) {
      return `policy ${quote(written)} belongs to no organization and isn't built in`;
    }
    const owner = this.current.organizations.find(({ values }) => values.id === id);
    return `policy ${quote(written)} belongs to another organization, ${quote(owner?.values.name ?? id)}`;
  }
}

function valuesOf({ values }: CurrentRow): CurrentRow["values"] {
  return values;
}

function list(rows: readonly CurrentRow[]): string {
  if (rows.length === 0) return "none";
  const sorted = [...rows].sort((left, right) =>
    compareIds(String(left.values.id), String(right.values.id)),
  );
  const rest = rows.length - shown;
  const more = rest > 0 ? [`and ${rest} more`] : [];
  return [...sorted.slice(0, shown).map(({ values }) => policyText(values)), ...more].join(", ");
}

function quote(value: unknown): string {
  return JSON.stringify(value);
}
