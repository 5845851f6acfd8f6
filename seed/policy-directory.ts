import type { Current } from "./load";
import type { Desired } from "./resolve";
import type { CurrentRow, Kind, Lookup, Reference } from "./rows";

/** Policies shown where one isn't found. */
const shown = 20;

/** The policy that a name or number means, or why it means none. */
export type FoundPolicy =
  | { readonly found: number | Reference; readonly row?: CurrentRow | undefined }
  | { readonly found: undefined; readonly message: string };

/** The policies that there are, and those that the specification adds, by organization. */
export class PolicyDirectory {
  readonly #common: readonly CurrentRow[];
  readonly #own = new Map<string, CurrentRow[]>();
  readonly #entries = new Map<string, number>();

  /** @param idOf - the id of an organization; none where it is new */
  constructor(
    private readonly kind: Kind,
    desired: Desired,
    private readonly current: Current,
    private readonly idOf: (organization: Reference) => string | undefined,
  ) {
    this.#common = current[kind].filter(isCommon);
    for (const row of current[kind]) {
      if (isCommon(row)) continue;
      const organization = String(row.values.organization_id);
      const others = this.#own.get(organization);
      if (others === undefined) this.#own.set(organization, [row]);
      else others.push(row);
    }
    desired[kind].forEach(({ entry }, index) => this.#entries.set(entry, index));
  }

  /** A built-in policy, by the first of several names that there is. */
  builtIn(names: readonly string[]): CurrentRow | undefined {
    for (const name of names) {
      const row = this.#common.find((candidate) => isCalled(candidate, name));
      if (row !== undefined) return row;
    }
    return undefined;
  }

  find({ written, inside }: Pick<Lookup, "written" | "inside">): FoundPolicy {
    const own = this.#own.get(this.idOf(inside) ?? "") ?? [];
    const rows = [...this.#common, ...own];
    const entry = JSON.stringify([inside.entry, written]);
    const index = this.#entries.get(entry);
    const byName = rows.filter((row) => row.values.name === written);
    const byNumber = rows.filter((row) => String(row.values.id) === written);
    const found = byName.length > 0 ? byName : byNumber;
    if (index !== undefined) {
      const row = own.find((candidate) => candidate.values.name === written);
      return { found: { kind: this.kind, entry, index }, row };
    }
    const [row, another] = found;
    if (row === undefined) return { found: undefined, message: this.#unknown(written, rows) };
    if (another !== undefined) {
      const ids = found.map(({ values }) => String(values.id)).join(" and ");
      const message = `${quote(written)} is the name of the policies ${ids}: give the number of one`;
      return { found: undefined, message };
    }
    return { found: Number(row.values.id), row };
  }

  /** The built-in policies as a sentence lists them. */
  listBuiltIn(): string {
    return list(this.#common);
  }

  #unknown(written: string, rows: readonly CurrentRow[]): string {
    const elsewhere = this.current[this.kind].find((row) => isCalled(row, written));
    const owner = this.current.organizations.find(
      ({ values }) => values.id === elsewhere?.values.organization_id,
    );
    const of =
      elsewhere === undefined
        ? `there is no policy ${quote(written)}`
        : `policy ${quote(written)} is of another organization, ${quote(owner?.values.name ?? elsewhere.values.organization_id)}`;
    return `${of}. Policies: ${list(rows)}`;
  }
}

/** Whether a policy is built in, and so every organization's. */
export function isCommon({ values }: CurrentRow): boolean {
  return (values.organization_id ?? null) === null || values.protected === true;
}

/** A policy's number and name. */
export function policyText({ values }: CurrentRow): string {
  return `${String(values.id)} ${String(values.name)}`;
}

function isCalled({ values }: CurrentRow, written: string): boolean {
  return values.name === written || String(values.id) === written;
}

function list(rows: readonly CurrentRow[]): string {
  if (rows.length === 0) return "none";
  const sorted = [...rows].sort((left, right) => Number(left.values.id) - Number(right.values.id));
  const rest = rows.length - shown;
  const more = rest > 0 ? [`and ${rest} more`] : [];
  return [...sorted.slice(0, shown).map(policyText), ...more].join(", ");
}

function quote(value: unknown): string {
  return JSON.stringify(value);
}
