import type { CatalogColumn } from "./catalog";
import type { SeedProblem } from "./errors";
import { descriptors } from "./kinds";
import type { Column } from "./kinds/kind";
import type { Current } from "./load";
import type { RowIds } from "./plan-types";
import { idFor, idWords } from "./policy-ids";
import { PolicyDirectory } from "./policy-directory";
import type { ReadyTables } from "./readiness";
import type { Desired } from "./resolve";
import {
  byKind,
  type CurrentRow,
  type DesiredRow,
  fieldPath,
  type Given,
  isLookup,
  type Kind,
  type Lookup,
  type Reference,
  type Value,
} from "./rows";
import type { RolePolicies } from "./schema";
import { policyText } from "./visible-policies";

/** What policies are looked up in. */
export interface LookupRequest {
  readonly tables: ReadyTables;
  readonly current: Current;
  readonly rolePolicies: RolePolicies;
}

/** What is known of the rows that policies are looked up for. */
interface LookupRows {
  /** The rows whose organizations have the ids. */
  readonly wanted: Desired;
  readonly ids: RowIds;
  /** Whether the row at a place will be created. */
  readonly isNew: (kind: Kind, index: number) => boolean;
}

/** Rows whose policies are ids, or references to rows of the specification. */
export interface LookedUp {
  readonly desired: Desired;
  readonly problems: readonly SeedProblem[];
}

/**
 * Replaces names of policies, and roles in tables of policies, by what the database has for them.
 *
 * @param desired - can be other rows than the wanted ones
 */
export function lookUp(
  desired: Desired,
  { tables, current, rolePolicies }: LookupRequest,
  { wanted, ids, isNew }: LookupRows,
): LookedUp {
  const places = new Map(wanted.organizations.map(({ entry }, index) => [entry, index]));
  const idOf = ({ entry }: Reference): string | undefined =>
    ids.organizations[places.get(entry) ?? -1];
  const directory = tables.found.policies && new PolicyDirectory(desired, current, idOf);
  const problems: SeedProblem[] = [...(directory?.protectedNames() ?? [])];
  return {
    desired: byKind((kind) => {
      const table = tables.found[kind];
      const rule = descriptors[kind].columns.find(({ within }) => within !== undefined);
      const column = rule && table?.columns.get(rule.column);
      // Without organizations no policy was read.
      const isAsked = desired.organizations.length > 0 && rule !== undefined;
      if (!isAsked || table === undefined || column === undefined) return desired[kind];
      const keepsRoles = rule.role !== undefined && table.columns.has(rule.role.column);
      const about = { rule, column, keepsRoles, directory, rolePolicies };
      const work = new ColumnLookup(about, problems);
      return desired[kind].map((row, index) => work.resolved(row, isNew(kind, index)));
    }),
    problems,
  };
}

/** What the policies of one column are looked up by. */
interface LookupColumn {
  readonly rule: Column;
  readonly column: CatalogColumn;
  /** Whether the table has a role beside the policy. */
  readonly keepsRoles: boolean;
  /** None where the database has no table of policies. */
  readonly directory: PolicyDirectory | undefined;
  readonly rolePolicies: RolePolicies;
}

/** Looks up the policies of one column. */
class ColumnLookup {
  readonly #usesRole: boolean;
  readonly #roles = new Map<string, CurrentRow | undefined>();
  readonly #refusedRoles = new Set<string>();

  constructor(
    private readonly about: LookupColumn,
    private readonly problems: SeedProblem[],
  ) {
    const { rule, column, keepsRoles, directory } = about;
    const required = column.required && !column.hasDefault;
    // Without a table of policies a role says enough, unless the column needs a value.
    this.#usesRole =
      rule.role !== undefined && (directory !== undefined || !keepsRoles || required);
    for (const role of Object.keys(rule.role?.names ?? {})) {
      if (this.#setting(role) !== undefined && this.#row(role) === undefined) {
        this.#refuseRole(role);
      }
    }
  }

  /** A policy that is refused stays as it is written, so that nobody misses it as well. */
  resolved(row: DesiredRow, isNew: boolean): DesiredRow {
    const { column, role } = this.about.rule;
    if (!this.#usesRole && row.given[column] === undefined) return row;
    const { [column]: written, ...others } = row.given;
    const given: Record<string, Given> = others;
    const initial: Record<string, Value> = { ...row.initial };
    const roleGiven = role === undefined ? undefined : given[role.column];
    const firstRole = (role && initial[role.column]) ?? "GUEST";
    if (role !== undefined && !this.about.keepsRoles) {
      Reflect.deleteProperty(given, role.column);
      Reflect.deleteProperty(initial, role.column);
    }
    if (isLookup(written)) {
      given[column] = this.#find(row, written, roleGiven) ?? written;
    } else if (this.#usesRole && typeof roleGiven === "string") {
      const policy = this.#ofRole(row, roleGiven);
      if (policy !== undefined) given[column] = policy;
    } else if (this.#usesRole) {
      const policy = this.#ofFirstRole(row, String(firstRole), isNew);
      if (policy !== undefined) initial[column] = policy;
    }
    return { ...row, given, initial };
  }

  #find(row: DesiredRow, lookup: Lookup, role: Given | undefined): Value | Reference | undefined {
    const { rule, column, directory } = this.about;
    const property = rule.property ?? rule.column;
    if (directory === undefined) {
      const id = idFor(column, lookup.written);
      if (id === undefined) {
        const message = `the database has no table of policies to look ${JSON.stringify(lookup.written)} up in: give ${idWords(column)}`;
        this.#refuse(row, property, message);
      }
      return id;
    }
    const policy = directory.find(lookup);
    if (policy.found === undefined) {
      this.#refuse(row, property, policy.message);
      return undefined;
    }
    if (typeof role === "string" && !row.implied) this.#compare(row, role, policy.row);
    return policy.found;
  }

  /** Refuses a role that stands for another policy than the one that is given. */
  #compare(row: DesiredRow, role: string, policy: CurrentRow | undefined): void {
    const { rule } = this.about;
    const meant = this.#row(role);
    if (meant === undefined || meant.values.id === policy?.values.id) return;
    const message = `stands for policy ${policyText(meant.values)}, which isn't the given policy: keep only one of the two`;
    this.#refuse(row, rule.role?.column ?? "", message);
  }

  #ofRole(row: DesiredRow, role: string): string | undefined {
    const found = this.#idOf(role);
    const { rule, directory } = this.about;
    if (found !== undefined || (directory === undefined && row.implied)) return found;
    const property = rule.role?.column ?? "";
    if (directory === undefined) {
      const message =
        "this database keeps a policy for each member, not a role, and has no table of policies: give the policy's number instead of the role";
      this.#refuse(row, property, message);
    } else {
      this.#refuseRole(role, fieldPath(row, property));
    }
    return role;
  }

  /** The policy of a role that nobody has written: only a new row needs one. */
  #ofFirstRole(row: DesiredRow, role: string, isNew: boolean): string | undefined {
    const found = this.#idOf(role);
    const { rule, column, directory } = this.about;
    const isMissed = found === undefined && directory !== undefined && isNew && !column.hasDefault;
    if (!isMissed) return found;
    this.#refuseRole(role, fieldPath(row, rule.property ?? rule.column));
    return role;
  }

  /** Says that there is no policy for a role: once, as it is wrong with all its members. */
  #refuseRole(role: string, place?: string): void {
    const { rule, directory } = this.about;
    if (directory === undefined || this.#refusedRoles.has(role)) return;
    this.#refusedRoles.add(role);
    const { setting = "", usual = [] } = rule.role?.names[role] ?? {};
    const name = this.#setting(role) ?? usual.join(" or ");
    const list = directory.listBuiltIn();
    const remedy =
      list === undefined
        ? ", nor any other: start Membership once, which creates them, or give one of the organization's own policies"
        : `. Set rolePolicies.${setting} to one of: ${list}`;
    const message = `the database has no built-in policy ${name} for the role ${role}${remedy}`;
    this.problems.push({ path: place ?? `rolePolicies.${setting}`, message });
  }

  /** The id of the policy that a role stands for. */
  #idOf(role: string): string | undefined {
    const { directory, column } = this.about;
    if (directory !== undefined) {
      const row = this.#row(role);
      if (row !== undefined) return String(row.values.id);
      return this.#refusedRoles.has(role) ? role : undefined;
    }
    const setting = this.#setting(role);
    return setting === undefined ? undefined : idFor(column, setting);
  }

  #row(role: string): CurrentRow | undefined {
    if (this.#roles.has(role)) return this.#roles.get(role);
    const setting = this.#setting(role);
    const usual = this.about.rule.role?.names[role]?.usual ?? [];
    const row = this.about.directory?.builtIn(setting === undefined ? usual : [setting]);
    this.#roles.set(role, row);
    return row;
  }

  #setting(role: string): string | undefined {
    const setting = this.about.rule.role?.names[role]?.setting;
    return setting && this.about.rolePolicies[setting];
  }

  #refuse(row: DesiredRow, property: string, message: string): void {
    this.problems.push({ path: fieldPath(row, property), message });
  }
}
