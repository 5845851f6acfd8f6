import * as pulumi from "@pulumi/pulumi";
import type { SeedProblem } from "../seed/errors";
import { validateSpecification } from "../seed/validate";
import type { MembershipSeedArgs, SeedStackArgs } from "./membership-seed-args";

/** A specification whose values may not be known yet, without any secret. */
export function specificationOf(args: MembershipSeedArgs): pulumi.Inputs {
  const { regions = [], organizations = [], users = [], stacks = [] } = args;
  return {
    regions,
    organizations,
    users,
    stacks: stacks.map(({ clientSecret: _, ...stack }) => stack),
  };
}

/** What can be seen to be wrong before anything is known of the Outputs. */
export function findProblems(name: string, args: MembershipSeedArgs): SeedProblem[] {
  const problems: SeedProblem[] = [];
  const specification = specificationOf(args);
  // With an Output inside, the provider checks the whole as soon as the values are known.
  if (!containsOutput(specification)) {
    const validated = validateSpecification(specification);
    if (!validated.ok) problems.push(...validated.problems);
  }
  const names = new Map<string, number>();
  (args.stacks ?? []).forEach((stack, index) => {
    if (stack.clientSecret === "") {
      problems.push({ path: `stacks[${index}].clientSecret`, message: "must not be empty" });
    }
    const first = names.get(secretName(name, stack));
    if (first !== undefined && problems.length === 0) {
      const message = `differs from stacks[${first}] only by case: the generated secrets would have one name`;
      problems.push({ path: `stacks[${index}]`, message });
    }
    names.set(secretName(name, stack), first ?? index);
  });
  return problems;
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
