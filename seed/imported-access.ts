import { printable } from "../messages/printable";
import { descriptors, nameRules } from "./kinds";
import type { Column, Entry } from "./kinds/kind";
import type { PolicyNames } from "./policy-names";
import { cell, type Row, text } from "./read-rows";
import type { Kind } from "./rows";
import { policyText } from "./visible-policies";

/** A row, and the entry that describes it, whose access is to be said as a plan accepts it. */
export interface ImportedRow {
  readonly kind: Kind;
  readonly row: Row;
  readonly entry: Record<string, unknown>;
  /** The entry around it. */
  readonly around: Entry;
  /** What it is called in a note. */
  readonly label: () => string;
}

/** What is known of policies, and what is said of access that is left out. */
export interface AccessNotes {
  /** None without a table of policies: then their numbers stay. */
  readonly policies: PolicyNames | undefined;
  readonly notes: string[];
}

/** Leaves out of an entry what the seed refuses, or would change: that stays as the database has it. */
export function leaveAccess(imported: ImportedRow, about: AccessNotes): void {
  leavePowerlessOwner(imported, about);
  leaveOtherRole(imported, about);
}

/** Leaves a policy out that the seed refuses for an owner. */
function leavePowerlessOwner(
  { kind, row, entry, around }: ImportedRow,
  { policies, notes }: AccessNotes,
): void {
  if (kind !== "members" || entry.user !== around.owner || entry.policy === undefined) return;
  const name = policies?.nameOfPowerless(cell(row.policy_id));
  if (name === undefined) return;
  Reflect.deleteProperty(entry, "policy");
  notes.push(
    `ownerPolicy of organization ${printable(String(around.name))} is left out: policy ${printable(JSON.stringify(name))} has no scopes, so the owner can do nothing`,
  );
}

/** Leaves a role out that stands for another policy than the one beside it. */
function leaveOtherRole(
  { kind, row, entry, around, label }: ImportedRow,
  { policies, notes }: AccessNotes,
): void {
  const rule = accessRule(kind);
  if (policies === undefined || rule?.role === undefined || !(rule.column in row)) return;
  const role = text(row[rule.role.column]);
  if (role === undefined) return;
  const meant = policies.first(rule.role.names[role]?.usual ?? []);
  const isPolicyWritten = entry[rule.property ?? ""] !== undefined;
  const says =
    isPolicyWritten && (meant === undefined || text(meant.id) === text(row[rule.column]));
  if (says) return;
  const isFirst = role === firstRole(kind, entry, around);
  if (isPolicyWritten && meant !== undefined && !isFirst) {
    const policy = policies.textOf(cell(row[rule.column]));
    notes.push(
      printable(
        `role of ${label()} is left out: ${role} stands for policy ${policyText(meant)}, not for ${policy}`,
      ),
    );
  }
  Reflect.deleteProperty(entry, "role");
}

/** The role of a new row whose entry gives none. */
function firstRole(kind: Kind, entry: Entry, around: Entry): unknown {
  const { columns, list } = descriptors[kind];
  const implied = list?.implied?.(around);
  return implied !== undefined && isSame(kind, entry, implied.entry)
    ? implied.assumed.role
    : columns.find(({ property }) => property === "role")?.initial;
}

/** The fields of the entry around that say the same as an entry that is implied; none where it isn't. */
export function impliedFields(
  { kind, row, entry, around }: ImportedRow,
  policies: PolicyNames | undefined,
): Record<string, unknown> | undefined {
  const implied = descriptors[kind].list?.implied?.(around);
  const rule = accessRule(kind);
  if (implied === undefined || rule?.role === undefined) return undefined;
  if (!isSame(kind, entry, implied.entry)) return undefined;
  const { column: roleColumn, names } = rule.role;
  const keepsRoles = roleColumn in row;
  // An owner who is not listed gets the role with the policy.
  if (keepsRoles && row[roleColumn] !== implied.assumed.role) return undefined;
  if (!(rule.column in row)) return keepsRoles ? {} : undefined;
  const policy = entry[rule.property ?? ""];
  if (policy === undefined) {
    const isOpen = policies === undefined && keepsRoles;
    return isOpen && text(row[rule.column]) === undefined ? {} : undefined;
  }
  const usual = policies?.first(names[String(implied.assumed.role)]?.usual ?? []);
  if (usual !== undefined && text(usual.id) === text(row[rule.column])) return {};
  const field = implied.fields[rule.property ?? ""];
  return field === undefined ? undefined : { [field]: policy };
}

function accessRule(kind: Kind): Column | undefined {
  return descriptors[kind].columns.find(({ role }) => role !== undefined);
}

function isSame(kind: Kind, left: Entry, right: Entry): boolean {
  const property = nameRules[kind].property ?? "";
  return left[property] === right[property];
}
