import { SpecificationEntries } from "../entries";
import { SeedError } from "../errors";
import { formatPath } from "../format-path";
import { descriptors } from "../kinds";
import type { SpecificationProblem } from "../checks";
import { type Kind, kinds } from "../rows";
import type { SeedSpecification } from "../schema";

/** Everything in a specification that the wizard can't carry, or would be refused. */
export function notForWizard(specification: SeedSpecification): SpecificationProblem[] {
  const entries = new SpecificationEntries(specification);
  const roles =
    specification.rolePolicies === undefined
      ? []
      : [lost(["rolePolicies"], "the wizard's file has no roles of members")];
  const others = kinds.flatMap((kind) => {
    const { wizard, list } = descriptors[kind];
    if ("only" in wizard) return wizard.nested === true ? [] : lostFields(kind, entries);
    // Named once for each list, however long it is.
    const lists = new Map(
      entries
        .of(kind)
        .filter(({ implied }) => !implied)
        .map(({ segments }) => {
          const path = segments.slice(0, list === undefined ? 1 : -1);
          return [formatPath(path), path];
        }),
    );
    return [...lists.values()].map((segments) => lost(segments, wizard.missing));
  });
  return [...roles, ...others];
}

function lostFields(kind: Kind, entries: SpecificationEntries): SpecificationProblem[] {
  const { columns, deletedIf, wizard: list } = descriptors[kind];
  const { missing = {}, check } = "only" in list ? list : {};
  return entries.of(kind).flatMap(({ entry, segments }) => [
    ...(check?.(entry) ?? []).map(({ property, message }) => ({
      segments: [...segments, property],
      message,
    })),
    ...Object.entries(missing).flatMap(([field, why]) =>
      entry[field] === undefined ? [] : [lost([...segments, field], why)],
    ),
    ...columns.flatMap((column) => {
      const { property, wizard, assumed, initial, onlyIfRequired } = column;
      if (property === undefined || wizard === undefined) return [];
      const value = entry[property];
      if ("field" in wizard) {
        // The file has ids, and what is looked up has one only in the database.
        if (column.within === undefined || typeof value !== "string" || /^\d+$/.test(value))
          return [];
        return [
          {
            segments: [...segments, property],
            message: "the wizard's file takes the number of a policy: give the number",
          },
        ];
      }
      const same = assumed ?? (onlyIfRequired === true ? undefined : initial);
      if (value === undefined || value === same) return [];
      return [lost([...segments, property], wizard.missing)];
    }),
    ...(deletedIf !== undefined && entry[deletedIf.property] === true
      ? [lost([...segments, deletedIf.property], "the wizard deletes nothing")]
      : []),
  ]);
}

function lost(segments: SpecificationProblem["segments"], why: string): SpecificationProblem {
  return { segments, message: `${why}: leave it out, or seed over a connection to the database` };
}

/** What only the wizard's file has a place for, where no wizard is used. */
export function onlyForWizard(specification: SeedSpecification): SpecificationProblem[] {
  const entries = new SpecificationEntries(specification);
  const message = "is supported only by the image's wizard (via: wizard): leave it out";
  return kinds.flatMap((kind) => {
    const { wizard } = descriptors[kind];
    const fields = "only" in wizard ? [...wizard.only, ...Object.keys(wizard.lists ?? {})] : [];
    return fields.flatMap((field) =>
      entries
        .of(kind)
        .filter(({ entry }) => entry[field] !== undefined)
        .map(({ segments }) => ({ segments: [...segments, field], message })),
    );
  });
}

/** @throws SeedError naming what only the wizard's file has a place for. */
export function refuseWizardFields(specification: SeedSpecification): void {
  const problems = onlyForWizard(specification);
  if (problems.length === 0) return;
  throw SeedError.fromProblems(
    problems.map(({ segments, message }) => ({ path: formatPath(segments), message })),
  );
}
