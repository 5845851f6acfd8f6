import { stringify } from "yaml";
import { SpecificationEntries } from "../entries";
import { SeedError } from "../errors";
import { descriptors } from "../kinds";
import { type Desired, findIdCollisions, resolve } from "../resolve";
import { reportedIds, type ReportedIds } from "../report";
import { byKind, type DesiredRow, isReference, kinds } from "../rows";
import type { SeedSpecification } from "../schema";
import { formatPath } from "../format-path";
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
      if (!("only" in wizard)) return [];
      const only = (index: number): [string, unknown][] =>
        wizard.only.map((field) => [field, entries.of(kind)[index]?.entry[field]]);
      const rows = desired[kind].map((row, index) =>
        present([["id", row.id], ...fieldsOf(row, desired), ...only(index)]),
      );
      return [[kind, rows]];
    }),
  );
}

function fieldsOf(row: DesiredRow, desired: Desired): [string, unknown][] {
  return descriptors[row.kind].columns.flatMap(({ column, wizard, initial }) => {
    if (wizard === undefined || !("field" in wizard)) return [];
    // A new row's value must be there: the file's default isn't known.
    const value = row.given[column] ?? initial;
    return [[wizard.field, isReference(value) ? desired[value.kind][value.index]?.id : value]];
  });
}

/** The fields that have a value. */
function present(fields: readonly [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}
