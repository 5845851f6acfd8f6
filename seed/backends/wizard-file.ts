import { stringify } from "yaml";
import { type Listed, SpecificationEntries } from "../entries";
import { SeedError } from "../errors";
import { descriptors } from "../kinds";
import { type Desired, findIdCollisions, resolve } from "../resolve";
import { reportedIds, type ReportedIds } from "../report";
import { byKind, type DesiredRow, givenText, isLookup, isReference, kinds } from "../rows";
import type { SeedSpecification } from "../schema";
import { firstFew } from "../first-few";
import { formatPath } from "../format-path";
import { joinersCanDoNothing, moreOrganizations } from "../joiners";
import { undocumentedScopes } from "../scopes";
import { validateSpecification } from "../validate";
import { notForWizard } from "./wizard-fields";

/**
 * The file that the image's `admin wizard` reads, with all ids, given or derived as for a direct
 * run. It holds client secrets. Pure.
 *
 * @throws SeedError naming all that is wrong, and all that the wizard can't carry.
 */
export function wizardFile(specification: SeedSpecification): string {
  const validated = validateSpecification(specification);
  if (!validated.ok) throw SeedError.fromProblems(validated.problems);
  const desired = resolve(validated.specification);
  const problems = [
    ...notForWizard(validated.specification).map(({ segments, message }) => ({
      path: formatPath(segments),
      message,
    })),
    ...findIdCollisions(desired),
  ];
  if (problems.length > 0) throw SeedError.fromProblems(problems);
  return stringify(
    { wizard: wizardDocument(desired, validated.specification) },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/** What of a wizard's file the server may not know, and who can do nothing after it ran. */
export function wizardWarnings(specification: SeedSpecification): string[] {
  const desired = resolve(specification);
  const joiners = desired.organizations.flatMap((row) => {
    const { domain, default_policy_id: policy } = row.given;
    return domain === undefined || policy !== undefined
      ? []
      : [joinersCanDoNothing(row, givenText(domain))];
  });
  return [...undocumentedScopes(desired).warnings, ...firstFew(joiners, moreOrganizations)];
}

/** The ids in the wizard's file. */
export function wizardIds(specification: SeedSpecification): ReportedIds {
  const desired = resolve(specification);
  const ids = byKind((kind) => desired[kind].map(({ id }) => id ?? ""));
  return reportedIds(new SpecificationEntries(specification), ids);
}

function wizardDocument(
  desired: Desired,
  specification: SeedSpecification,
): Record<string, unknown> {
  const entries = new SpecificationEntries(specification);
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const { wizard } = descriptors[kind];
      if (!("only" in wizard) || wizard.nested === true) return [];
      const copied = [...wizard.only, ...(wizard.also ?? [])];
      const only = (index: number): [string, unknown][] =>
        copied.map((field) => [field, entries.of(kind)[index]?.entry[field]]);
      const rows = desired[kind].map((row, index) =>
        present([["id", row.id], ...fieldsOf(row, desired), ...only(index)]),
      );
      // A release that doesn't know a later list must not find it.
      const isLater = descriptors[kind].list !== undefined && rows.length === 0;
      const lists = Object.entries(wizard.lists ?? {}).flatMap(([field, around]) =>
        ownList(field, around, desired[kind], entries.of(kind)),
      );
      return [...(isLater ? [] : [[kind, rows] as const]), ...lists];
    }),
  );
}

/** A field of entries as a list of its own, whose items name the entry that they are of. */
function ownList(
  field: string,
  around: string,
  rows: readonly DesiredRow[],
  entries: readonly Listed[],
): [string, unknown][] {
  const items = entries.flatMap(({ entry }, index) => {
    const list = entry[field];
    const id = rows[index]?.id;
    return Array.isArray(list) ? list.map((item: object) => ({ ...item, [around]: id })) : [];
  });
  return items.length === 0 ? [] : [[field, items]];
}

function fieldsOf(row: DesiredRow, desired: Desired): [string, unknown][] {
  return descriptors[row.kind].columns.flatMap(({ column, wizard, initial, onlyIfRequired }) => {
    if (wizard === undefined || !("field" in wizard)) return [];
    // A new row's value must be there: the file's default isn't known.
    const value = row.given[column] ?? (onlyIfRequired === true ? undefined : initial);
    if (isReference(value)) return [[wizard.field, desired[value.kind][value.index]?.id]];
    return [[wizard.field, isLookup(value) ? wholeNumber(value.written) : value]];
  });
}

/** A number of any size, as YAML writes it. */
function wholeNumber(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}

/** The fields that have a value. */
function present(fields: readonly [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}
