import { cell, type Row, text } from "./read-rows";
import { isPolicyNumber } from "./policy-number";
import { isBuiltIn, meantPolicies, policyText } from "./visible-policies";

/** How an entry writes a policy, or why it can't. */
export type WrittenPolicy = { readonly written: string } | { readonly refused: string };

/** Names of policies, as entries can write them. */
export class PolicyNames {
  readonly #byId: ReadonlyMap<string, Row>;
  readonly #builtIn: readonly Row[];
  readonly #own = new Map<string, Row[]>();

  constructor(rows: readonly Row[]) {
    this.#byId = new Map(rows.map((row) => [cell(row.id), row]));
    this.#builtIn = rows.filter(isBuiltIn);
    for (const row of rows) {
      const organization = text(row.organization_id);
      if (organization === undefined) continue;
      this.#own.set(organization, [...(this.#own.get(organization) ?? []), row]);
    }
  }

  /** The name that means a policy inside an organization; its id, where the name means others too. */
  write(id: string, organization: string | undefined): WrittenPolicy {
    const row = this.#byId.get(id);
    if (row === undefined) return { refused: `there is no policy ${id}` };
    const own = text(row.organization_id);
    if (own === undefined ? !isBuiltIn(row) : own !== organization) {
      const whose =
        own === undefined
          ? "belongs to no organization and isn't built in"
          : "belongs to another organization";
      return { refused: `policy ${policyText(row)} ${whose}` };
    }
    const name = cell(row.name);
    const visible = [...this.#builtIn, ...(this.#own.get(organization ?? "") ?? [])];
    const meant = meantPolicies(visible, name, (candidate) => candidate);
    const isName = name.trim() !== "" && meant.length === 1 && meant[0] === row;
    return { written: isName ? name : id };
  }

  /** Why no entry can make a policy of an organization. */
  refusal(row: Row): string | undefined {
    const name = text(row.name);
    if (row.protected === true) return "it is protected";
    if (name === undefined || name.trim() === "") return "it has no name";
    if (isPolicyNumber(name)) return "its name would be taken for a number";
    if (this.#builtIn.some((one) => one.name === name))
      return "a built-in policy has the same name";
    return undefined;
  }

  /** The name of one of an organization's policies that has no scopes. */
  nameOfPowerless(id: string): string | undefined {
    const row = this.#byId.get(id);
    if (row === undefined || isBuiltIn(row) || !("scopes" in row)) return undefined;
    const { scopes } = row;
    return Array.isArray(scopes) && scopes.length > 0 ? undefined : text(row.name);
  }

  /** The first built-in policy of several names that there is. */
  first(names: readonly string[]): Row | undefined {
    for (const name of names) {
      const [row] = meantPolicies(this.#builtIn, name, (candidate) => candidate);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  /** A policy's id and name. */
  textOf(id: string): string {
    return policyText(this.#byId.get(id) ?? { id, name: "" });
  }
}
