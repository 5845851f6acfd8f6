import { type Row, text } from "./read-rows";

/** Names of policies, as entries can write them. */
export class PolicyNames {
  readonly #byId: ReadonlyMap<string, Row>;
  readonly #uses = new Map<string, number>();

  constructor(rows: readonly Row[]) {
    this.#byId = new Map(rows.map((row) => [text(row.id) ?? "", row]));
    for (const row of rows) {
      const place = placeOf(row, text(row.organization_id));
      this.#uses.set(place, (this.#uses.get(place) ?? 0) + 1);
    }
  }

  /** The name that means a policy inside an organization; its number, where the name means others too. */
  nameOf(id: string, organization: string | undefined): string | undefined {
    const row = this.#byId.get(id);
    if (row === undefined) return undefined;
    const own = text(row.organization_id);
    const name = text(row.name);
    if (name === undefined || /^\d+$/.test(name)) return id;
    const uses = [undefined, organization].map((place) => this.#uses.get(placeOf(row, place)) ?? 0);
    const isReachable = own === undefined || own === organization;
    return isReachable && uses.reduce((sum, count) => sum + count, 0) === 1 ? name : id;
  }

  /** Whether an id is that of the first built-in policy of several names that there is. */
  isFirst(id: unknown, names: readonly string[]): boolean {
    const builtIn = [...this.#byId.values()].filter(
      ({ organization_id: organization }) => text(organization) === undefined,
    );
    for (const name of names) {
      const row = builtIn.find((candidate) => candidate.name === name);
      if (row !== undefined) return text(row.id) === text(id);
    }
    return false;
  }
}

function placeOf({ name }: Row, organization: string | undefined): string {
  return JSON.stringify([organization ?? null, text(name)]);
}
