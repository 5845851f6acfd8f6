import { randomBytes } from "node:crypto";
import type { SeedSpecification } from "./schema";

/** A stack that there is, by what a specification may call it. */
interface StackNames {
  readonly name: string;
  readonly id?: string | undefined;
  readonly organization: string;
}

/** What tells stacks that are there from new ones. */
export interface KnownStacks {
  readonly stacks?: readonly StackNames[] | undefined;
  readonly organizations?:
    readonly { readonly name: string; readonly id?: string | undefined }[] | undefined;
}

/** Entropy of a generated client secret, in bytes. */
const secretBytes = 32;

/**
 * The specification with a generated client secret for each stack that has none and that the
 * database does not have yet: its column must have a value. An existing stack keeps its secret.
 */
export function withClientSecrets(
  specification: SeedSpecification,
  existing: KnownStacks,
): SeedSpecification {
  const { stacks } = specification;
  if (stacks === undefined || !needsClientSecrets(specification)) return specification;
  const known = new Set(
    (existing.stacks ?? []).flatMap((stack) => keysOf(stack, existing.organizations)),
  );
  return {
    ...specification,
    stacks: stacks.map((stack) =>
      stack.clientSecret !== undefined ||
      keysOf(stack, specification.organizations).some((key) => known.has(key))
        ? stack
        : { ...stack, clientSecret: randomBytes(secretBytes).toString("base64url") },
    ),
  };
}

/** Whether a stack leaves its client secret open. */
export function needsClientSecrets({ stacks = [] }: SeedSpecification): boolean {
  return stacks.some(({ clientSecret }) => clientSecret === undefined);
}

/** Every way to name a stack: its organization's name and id, each with its own name and id. */
function keysOf(stack: StackNames, organizations: KnownStacks["organizations"] = []): string[] {
  const owner = organizations.find(
    ({ name, id }) => name === stack.organization || id === stack.organization,
  );
  const owners = [...new Set([stack.organization, owner?.name, owner?.id])];
  const names = [...new Set([stack.name, stack.id])];
  return owners
    .filter((part) => part !== undefined)
    .flatMap((organization) =>
      names
        .filter((part) => part !== undefined)
        .map((name) => JSON.stringify([organization, name])),
    );
}
