import type { SpecificationProblem } from "../checks";
import { SeedError } from "../errors";
import type { SeedSpecification } from "../schema";
import { formatPath } from "../validate";

/** What the wizard's file has no place for, by the entry's field. */
const noPlace: Record<string, string> = {
  members: "the wizard's file has no members beside the owner",
  creator: "the wizard's file has no creator of a region",
  active: "the wizard makes every region active",
  production: "the wizard's file can't tell that a region isn't for production",
  stargateEnabled: "the wizard's file can't switch Stargate on or off",
  state: "the wizard's file has no state of a stack",
  allowDeletion: "the wizard deletes nothing",
};

/** Everything in a specification that the wizard can't carry. */
export function notForWizard(specification: SeedSpecification): SpecificationProblem[] {
  const { organizations = [], regions = [], stacks = [] } = specification;
  const lost = (list: string, index: number, fields: Readonly<Record<string, boolean>>) =>
    Object.entries(fields)
      .filter(([, isLost]) => isLost)
      .map(([field]) => ({
        segments: [list, index, field],
        message: `${noPlace[field] ?? "is lost"}: leave it out, or seed by a connection to the database`,
      }));
  return [
    ...organizations.flatMap(({ members }, index) =>
      lost("organizations", index, { members: (members ?? []).length > 0 }),
    ),
    ...regions.flatMap(({ creator, active, production }, index) =>
      lost("regions", index, {
        creator: creator !== undefined,
        active: active === false,
        production: production === false,
      }),
    ),
    ...stacks.flatMap(({ stargateEnabled, state, allowDeletion }, index) =>
      lost("stacks", index, {
        stargateEnabled: stargateEnabled !== undefined,
        state: state !== undefined && state !== "ACTIVE",
        allowDeletion: allowDeletion === true,
      }),
    ),
  ];
}

/** What only the wizard's file has a place for, where no wizard is used. */
export function onlyForWizard({
  organizations = [],
  regions = [],
}: SeedSpecification): SpecificationProblem[] {
  const message = "is only known to the image's wizard (via: wizard): leave it out";
  return [
    ...organizations.flatMap(({ features }, index) =>
      features === undefined ? [] : [{ segments: ["organizations", index, "features"], message }],
    ),
    ...regions.flatMap(({ versions }, index) =>
      versions === undefined ? [] : [{ segments: ["regions", index, "versions"], message }],
    ),
  ];
}

/** @throws SeedError naming what only the wizard's file has a place for. */
export function refuseWizardFields(specification: SeedSpecification): void {
  const problems = onlyForWizard(specification);
  if (problems.length === 0) return;
  throw SeedError.fromProblems(
    problems.map(({ segments, message }) => ({ path: formatPath(segments), message })),
  );
}
