import type { z } from "zod";
import { findProblems } from "./checks";
import { didYouMean } from "../messages/did-you-mean";
import type { SeedProblem } from "./errors";
import { seedFields, type SeedSpecification } from "./schema";

/** Outcome of a validation: the specification, or everything that is wrong with it. */
export type Validated =
  | { readonly ok: true; readonly specification: SeedSpecification }
  | { readonly ok: false; readonly problems: readonly SeedProblem[] };

/** Checks a value of any origin against the schema and across its entries. */
export function validateSpecification(value: unknown): Validated {
  const parsed = seedFields.safeParse(value);
  if (parsed.success) {
    const problems = checkEntries(parsed.data);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, specification: parsed.data };
  }
  const { issues } = parsed.error;
  // With the types right, the checks across entries can run too: all problems are told at once.
  const readable = issues.every(({ code }) => code !== "invalid_type");
  const problems = issues.flatMap((issue) => describeIssue(issue));
  return {
    ok: false,
    problems: [...problems, ...(readable ? checkEntries(value as SeedSpecification) : [])],
  };
}

function checkEntries(specification: SeedSpecification): SeedProblem[] {
  return findProblems(specification).map(({ segments, message }) => ({
    path: formatPath(segments),
    message,
  }));
}

/** `stacks[0].region` from its segments. */
export function formatPath(segments: readonly PropertyKey[]): string {
  return segments.reduce<string>((path, segment) => {
    if (typeof segment === "number") return `${path}[${segment}]`;
    return path === "" ? String(segment) : `${path}.${String(segment)}`;
  }, "");
}

/** Known fields of each list, for a slip in a name. */
const fields: Record<string, readonly string[]> = {
  "": Object.keys(seedFields.shape),
  ...Object.fromEntries(
    Object.entries(seedFields.shape).map(([list, schema]) => [
      list,
      Object.keys(schema.unwrap().element.shape),
    ]),
  ),
  members: Object.keys(
    seedFields.shape.organizations.unwrap().element.shape.members.unwrap().element.shape,
  ),
  versions: Object.keys(
    seedFields.shape.regions.unwrap().element.shape.versions.unwrap().element.shape,
  ),
};

/** Never quotes the value found: it may be a secret in the wrong place. */
function describeIssue(issue: z.core.$ZodIssue): SeedProblem[] {
  if (issue.code === "unrecognized_keys") {
    const list = issue.path.findLast((segment) => typeof segment === "string");
    const known = fields[list ?? ""] ?? [];
    return issue.keys.map((key) => ({
      path: formatPath([...issue.path, key]),
      message: `unknown field.${didYouMean(key, known)} Known fields: ${known.join(", ")}`,
    }));
  }
  return [{ path: formatPath(issue.path), message: issue.message }];
}
