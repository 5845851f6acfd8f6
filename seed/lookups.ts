import type { CatalogTable } from "./catalog";
import type { SeedProblem } from "./errors";
import { descriptors } from "./kinds";
import type { Column } from "./kinds/kind";
import type { Current } from "./load";
import type { RowIds } from "./plan-types";
import { isCommon, PolicyDirectory, policyText } from "./policy-directory";
import type { ReadyTables } from "./readiness";
import type { Desired } from "./resolve";
import {
  byKind,
  type CurrentRow,
  type DesiredRow,
  fieldPath,
  type Given,
  isLookup,
  isReference,
  type Lookup,
  type Reference,
  type Value,
} from "./rows";
import type { RolePolicies } from "./schema";

/** What policies are looked up in. */
export interface LookupRequest {
  readonly tables: ReadyTables;
  readonly current: Current;
  readonly rolePolicies: RolePolicies;
}

/** Rows whose policies are numbers, or references to rows of the specification. */
export interface LookedUp {
  readonly desired: Desired;
  readonly problems: readonly SeedProblem[];
  readonly warnings: readonly string[];
}

/**
 * Replaces names of policies, and roles in tables that keep none, by what the database has for them.
 *
 * @param wanted - the rows whose organizations have the ids; they can be other rows than `desired`
 */
export function lookUp(
  desired: Desired,
  { tables, current, rolePolicies }: LookupRequest,
  { wanted, ids }: { readonly wanted: Desired; readonly ids: RowIds },
): LookedUp {
  const places = new Map(wanted.organizations.map(({ entry }, index) => [entry, index]));
  const idOf = ({ entry }: Reference): string | undefined =>
    ids.organizations[places.get(entry) ?? -1];
  const directory =
    tables.found.policies && new PolicyDirectory("policies", desired, current, idOf);
  const problems: SeedProblem[] = protectedNames(desired, current);
  const warnings: string[] = [];
  return {
    desired: byKind((kind) => {
      const table = tables.found[kind];
      const rule = descriptors[kind].columns.find(({ within }) => within !== undefined);
      if (rule === undefined || table?.columns.has(rule.column) !== true) return desired[kind];
      const work = new ColumnLookup(rule, table, directory, rolePolicies, desired, problems);
      const rows = desired[kind].map((row) => work.resolved(row));
      if (work.withoutPolicy > 0) {
        const owners =
          work.withoutPolicy === 1 ? "1 owner gets" : `${work.withoutPolicy} owners get`;
        warnings.push(
          `${table.name} has no column ${rule.role?.column ?? ""} and there is no table of policies: ${owners} no policy; set ownerPolicy to a number`,
        );
      }
      return rows;
    }),
    problems,
    warnings,
  };
}

/** Names of the specification's policies that built-in ones have. */
function protectedNames(desired: Desired, current: Current): SeedProblem[] {
  const builtIn = new Set(current.policies.filter(isCommon).map(({ values }) => values.name));
  return desired.policies.flatMap((row) => {
    const { name } = row.given;
    if (typeof name !== "string" || !builtIn.has(name)) return [];
    const message = `${JSON.stringify(name)} is a built-in policy, which is protected: leave it out, or choose another name`;
    return [{ path: fieldPath(row, "name"), message }];
  });
}

/** Looks up the policies of one column. */
class ColumnLookup {
  /** Implied rows for which nothing tells a policy, where they may have none. */
  withoutPolicy = 0;
  readonly #keepsRoles: boolean;
  readonly #required: boolean;
  readonly #roles = new Map<string, CurrentRow | undefined>();

  constructor(
    private readonly rule: Column,
    table: CatalogTable,
    private readonly directory: PolicyDirectory | undefined,
    private readonly rolePolicies: RolePolicies,
    private readonly desired: Desired,
    private readonly problems: SeedProblem[],
  ) {
    const column = table.columns.get(rule.column);
    this.#keepsRoles = rule.role !== undefined && table.columns.has(rule.role.column);
    this.#required = column?.required === true && !column.hasDefault;
  }

  resolved(row: DesiredRow): DesiredRow {
    const { column, role } = this.rule;
    const usesRole = role !== undefined && (!this.#keepsRoles || this.#required);
    if (!usesRole && row.given[column] === undefined) return row;
    const { [column]: written, ...others } = row.given;
    const given: Record<string, Given> = others;
    const roleGiven = role === undefined ? undefined : given[role.column];
    if (role !== undefined && !this.#keepsRoles) Reflect.deleteProperty(given, role.column);
    if (isLookup(written)) {
      const policy = this.#find(row, written, roleGiven);
      if (policy !== undefined) given[column] = policy;
    } else if (usesRole && typeof roleGiven === "string") {
      const policy = this.#ofRole(row, roleGiven);
      if (policy !== undefined) given[column] = policy;
    } else if (usesRole) {
      const policy = this.#number("GUEST");
      if (policy !== undefined)
        return { ...row, given, initial: { ...row.initial, [column]: policy } };
    }
    return { ...row, given };
  }

  #find(row: DesiredRow, lookup: Lookup, role: Given | undefined): Value | Reference | undefined {
    const property = this.rule.property ?? this.rule.column;
    if (this.directory === undefined) {
      if (/^\d+$/.test(lookup.written)) return Number(lookup.written);
      this.#refuse(
        row,
        property,
        "the database has no table of policies to look a name up in: give the policy's number",
      );
      return undefined;
    }
    const policy = this.directory.find(lookup);
    if (policy.found === undefined) {
      this.#refuse(row, property, policy.message);
      return undefined;
    }
    if (typeof role === "string" && !row.implied) this.#compare(row, role, policy.row);
    if (this.#isOwner(row) && this.#isPowerless(policy.found, policy.row)) {
      const message = `policy ${JSON.stringify(lookup.written)} has no scopes, so the owner could do nothing: give it scopes, or choose another policy`;
      this.#refuse(row, property, message);
      return undefined;
    }
    return policy.found;
  }

  /** Refuses a role that stands for another policy than the one that is given. */
  #compare(row: DesiredRow, role: string, policy: CurrentRow | undefined): void {
    const meant = this.#row(role);
    if (meant === undefined || meant.values.id === policy?.values.id) return;
    const message = `stands for policy ${policyText(meant)}, which isn't the one in ${this.rule.property ?? ""}: keep one of the two`;
    this.#refuse(row, this.rule.role?.column ?? "", message);
  }

  #ofRole(row: DesiredRow, role: string): number | undefined {
    const found = this.#number(role);
    if (found !== undefined) return found;
    const property = this.rule.role?.column ?? "";
    if (this.directory !== undefined) {
      const { setting, usual = [] } = this.rule.role?.names[role] ?? {};
      const name = this.#setting(role) ?? usual.join(" or ");
      const message = `the database has no built-in policy ${name} for the role ${role}. Set rolePolicies.${setting ?? ""} to one of: ${this.directory.listBuiltIn()}`;
      this.#refuse(row, property, message);
      return undefined;
    }
    if (row.implied) {
      if (!this.#required) this.withoutPolicy++;
      return undefined;
    }
    this.#refuse(
      row,
      property,
      "this database keeps a policy for each member, not a role, and has no table of policies: give policy, its number",
    );
    return undefined;
  }

  /** The number of the policy that a role stands for. */
  #number(role: string): number | undefined {
    const setting = this.#setting(role);
    if (this.directory === undefined) {
      return setting !== undefined && /^\d+$/.test(setting) ? Number(setting) : undefined;
    }
    const row = this.#row(role);
    return row && Number(row.values.id);
  }

  #row(role: string): CurrentRow | undefined {
    if (this.#roles.has(role)) return this.#roles.get(role);
    const setting = this.#setting(role);
    const usual = this.rule.role?.names[role]?.usual ?? [];
    const row = this.directory?.builtIn(setting === undefined ? usual : [setting]);
    this.#roles.set(role, row);
    return row;
  }

  #setting(role: string): string | undefined {
    const setting = this.rule.role?.names[role]?.setting;
    return setting && this.rolePolicies[setting];
  }

  #isOwner({ given }: DesiredRow): boolean {
    const { organization_id: organization, user_id: user } = given;
    if (!isReference(organization) || !isReference(user) || given.stack_id !== undefined) {
      return false;
    }
    const owner = this.desired.organizations[organization.index]?.given.owner_id;
    return isReference(owner) && owner.index === user.index;
  }

  /** Whether a policy of an organization allows nothing; what built-in ones allow is the server's. */
  #isPowerless(found: number | Reference, row: CurrentRow | undefined): boolean {
    if (row !== undefined && isCommon(row)) return false;
    const given =
      typeof found === "number" ? undefined : this.desired.policies[found.index]?.given.scopes;
    const scopes = given ?? row?.values.scopes ?? (row === undefined ? [] : undefined);
    return Array.isArray(scopes) && scopes.length === 0;
  }

  #refuse(row: DesiredRow, property: string, message: string): void {
    this.problems.push({ path: fieldPath(row, property), message });
  }
}
