import * as pulumi from "@pulumi/pulumi";
import { seedContentDefaults } from "../../facts/defaults";
import { notForWizard, onlyForWizard } from "../../seed/backends/wizard-fields";
import { wizardFile, wizardIds, wizardWarnings } from "../../seed/backends/wizard-file";
import { SeedError, type SeedProblem } from "../../seed/errors";
import { seedFields, type SeedSpecification } from "../../seed/schema";
import { formatPath } from "../../seed/format-path";
import { validateSpecification } from "../../seed/validate";
import type { MembershipSeedArgs } from "./membership-seed-args";
import type { SeedStackArgs } from "../args/seed";

/** The lists that every state has, however empty; a later one is there only where it is given. */
const firstLists: readonly string[] = ["regions", "organizations", "users", "stacks"];

/** A specification whose values may not be known yet, without any secret. */
export function specificationOf(args: MembershipSeedArgs): pulumi.Inputs {
  const { stacks = [] } = args;
  const given = new Map<string, unknown>(Object.entries(args));
  const lists = Object.keys(seedFields.shape).flatMap((name): [string, unknown][] => {
    const list = given.get(name) ?? (firstLists.includes(name) ? [] : undefined);
    return list === undefined ? [] : [[name, list]];
  });
  return {
    ...Object.fromEntries(lists),
    stacks: stacks.map(({ clientSecret: _, ...stack }) => stack),
  };
}

/** What can be seen to be wrong before anything is known of the Outputs. */
export function findProblems(name: string, args: MembershipSeedArgs): SeedProblem[] {
  const problems = findViaProblems(args);
  const specification = specificationOf(args);
  // With an Output inside, the provider checks the whole as soon as the values are known.
  if (!containsOutput(specification)) {
    const validated = validateSpecification(specification);
    if (!validated.ok) problems.push(...validated.problems);
    else {
      const find = args.via === "wizard" ? notForWizard : onlyForWizard;
      const lost = find(validated.specification);
      problems.push(
        ...lost.map(({ segments, message }) => ({ path: formatPath(segments), message })),
      );
    }
  }
  const names = new Map<string, number>();
  (args.stacks ?? []).forEach((stack, index) => {
    if (stack.clientSecret === "") {
      problems.push({ path: `stacks[${index}].clientSecret`, message: "must not be empty" });
    }
    const first = names.get(secretName(name, stack));
    if (first !== undefined && problems.length === 0) {
      const message = `differs from stacks[${first}] only in case: the generated secrets would have the same name`;
      problems.push({ path: `stacks[${index}]`, message });
    }
    names.set(secretName(name, stack), first ?? index);
  });
  return problems;
}

function findViaProblems({
  via = seedContentDefaults.via,
  connection,
}: MembershipSeedArgs): SeedProblem[] {
  if (via === "wizard") return [];
  if (via !== "database") return [{ path: "via", message: "must be database or wizard" }];
  if (connection === undefined) {
    return [{ path: "connection", message: "is missing: via database needs it" }];
  }
  const { portForward } = connection;
  if (portForward === undefined) return [];
  const given = [portForward.service, portForward.pod].filter((name) => name !== undefined);
  if (given.length === 1) return [];
  const message = "needs either service or pod";
  return [{ path: "connection.portForward", message }];
}

/** The ids that the rows of a specification get from the wizard. */
export function wizardIdsOf(specification: unknown): ReturnType<typeof wizardIds> {
  return explained(specification, wizardIds);
}

/** What may surprise after the wizard has run. */
export function wizardWarningsOf(specification: unknown): string[] {
  return explained(specification, wizardWarnings);
}

/** The wizard's file for a specification with its client secrets. */
export function wizardFileOf(specification: unknown): string {
  return explained(specification, wizardFile);
}

function explained<T>(value: unknown, make: (specification: SeedSpecification) => T): T {
  try {
    const validated = validateSpecification(value);
    if (!validated.ok) throw SeedError.fromProblems(validated.problems);
    return make(validated.specification);
  } catch (error) {
    // Outputs are known only while the program runs: a sentence, not a stack.
    throw error instanceof SeedError ? new pulumi.RunError(error.message) : error;
  }
}

function containsOutput(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsOutput);
}

/** A stack's name in the maps of ids and secrets. */
export function stackKey(stack: SeedStackArgs): string {
  return `${stack.organization}/${stack.name}`;
}

/** Logical name of a stack's generated secret. */
export function secretName(name: string, stack: SeedStackArgs): string {
  return `${name}-${stack.organization}-${stack.name}-secret`.toLowerCase();
}
