import type { z } from "zod";
import { findProblems } from "./checks";
import { didYouMean } from "../messages/did-you-mean";
import type { SeedProblem } from "./errors";
import { isPlainMember, isPlainUser, seedFields } from "./schema";
import type { SeedSpecification } from "./specification";

/** Outcome of a validation: the specification, or everything that is wrong with it. */
export type Validated =
  | { readonly ok: true; readonly specification: SeedSpecification }
  | { readonly ok: false; readonly problems: readonly SeedProblem[] };

/** Specifications that were found valid: each is checked once, however many steps it goes through. */
const valid = new WeakSet<object>();

/** Checks a value of any origin against the schema and across its entries. */
export function validateSpecification(value: unknown): Validated {
  if (isKnownValid(value)) return { ok: true, specification: value };
  const issues = findIssues(value);
  if (issues.length > 0) {
    const problems = issues.flatMap((issue) => describeIssue(issue));
    // With the types right, the checks across entries can run too: everything is told at once.
    const readable = issues.every(({ code }) => code !== "invalid_type");
    return {
      ok: false,
      problems: [...problems, ...(readable ? checkEntries(value as object) : [])],
    };
  }
  const specification = value as SeedSpecification;
  const problems = checkEntries(specification);
  if (problems.length > 0) return { ok: false, problems };
  valid.add(specification);
  return { ok: true, specification };
}

/**
 * What the schema has against a value. It changes nothing, but makes a copy of all that it looks at:
 * entry by entry, each copy goes before the next.
 */
function findIssues(value: unknown): z.core.$ZodIssue[] {
  if (!isObject(value)) return issuesOf(seedFields, value);
  const rest: Record<string, unknown> = { ...value };
  const issues: z.core.$ZodIssue[] = [];
  for (const [name, schema] of Object.entries(seedFields.shape)) {
    const list: unknown = rest[name];
    if (!Array.isArray(list)) continue;
    rest[name] = [];
    list.forEach((entry: unknown, index) => {
      if (name === "users" && isPlainUser(entry)) return;
      const looked = name === "organizations" ? withoutPlainMembers(entry) : entry;
      for (const issue of issuesOf(schema.unwrap().element, looked)) {
        issues.push({ ...issue, path: [name, index, ...issue.path] });
      }
    });
  }
  return [...issues, ...issuesOf(seedFields, rest)];
}

/** An organization for the schema: its members only where one of them has to be looked at. */
function withoutPlainMembers(entry: unknown): unknown {
  if (!isObject(entry) || !("members" in entry) || !Array.isArray(entry.members)) return entry;
  return entry.members.every(isPlainMember) ? { ...entry, members: [] } : entry;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function issuesOf(schema: z.ZodType, value: unknown): z.core.$ZodIssue[] {
  return schema.safeParse(value).error?.issues ?? [];
}

function isKnownValid(value: unknown): value is SeedSpecification {
  return typeof value === "object" && value !== null && valid.has(value);
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
