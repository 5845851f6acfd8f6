import { z } from "zod";
import { findProblems } from "./checks";
import { didYouMean } from "../messages/did-you-mean";
import { describeChoice, describeType } from "../messages/value-words";
import { SpecificationEntries } from "./entries";
import { descriptors } from "./kinds";
import type { Entry } from "./kinds/kind";
import type { Kind } from "./rows";
import type { SeedProblem } from "./errors";
import { formatPath } from "./format-path";
import { seedFields, type SeedSpecification } from "./schema";

/** Outcome of a validation: the specification, or everything that is wrong with it. */
export type Validated =
  | {
      readonly ok: true;
      readonly specification: SeedSpecification;
      readonly entries: SpecificationEntries;
    }
  | { readonly ok: false; readonly problems: readonly SeedProblem[] };

/**
 * Checks a value of any origin against the schema and across its entries.
 *
 * @param existing - paths of entries that only name rows that are there: their fields aren't judged
 */
export function validateSpecification(
  value: unknown,
  existing: ReadonlySet<string> = new Set(),
): Validated {
  const parsed = seedFields.safeParse(value);
  const issues = (parsed.error?.issues ?? []).filter(
    ({ path }) => path.length > ownField || !existing.has(formatPath(path.slice(0, 2))),
  );
  // Only the schema makes texts of numbers; who names existing rows gives texts.
  const specification = parsed.data ?? (value as SeedSpecification);
  const entries = new SpecificationEntries(specification, existing);
  // With the types right, the checks across entries can run too: all problems are reported at once.
  const readable = issues.every(({ code }) => code !== "invalid_type");
  const problems = [
    ...issues.flatMap((issue) => describeIssue(issue, value)),
    ...(readable ? checkEntries(specification, entries) : []),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, specification, entries };
}

/** Segments of a path to an entry's own field, such as `users[0].email`; more lead into its lists. */
const ownField = 3;

function checkEntries(
  specification: SeedSpecification,
  entries: SpecificationEntries,
): SeedProblem[] {
  return findProblems(specification, entries).map(({ segments, ...problem }) => ({
    path: formatPath(segments),
    ...problem,
  }));
}

/** The fields that the schema knows at a path, for a slip in a name. */
function fieldsAt(path: readonly PropertyKey[]): string[] {
  const at = path.reduce<unknown>((schema, segment) => {
    if (schema instanceof z.ZodArray) return plain(schema.element);
    return schema instanceof z.ZodObject ? plain(schema.shape[String(segment)]) : undefined;
  }, seedFields);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** What is wrong with the own fields of an entry, apart from other entries. */
export function ownProblems(
  kind: Kind,
  entry: Entry,
): { readonly property: string; readonly message: string }[] {
  const { list } = descriptors[kind];
  const value = list?.plain === undefined ? entry : entry[list.plain];
  const issues = schemaOf(kind).safeParse(value).error?.issues ?? [];
  return issues.map((issue) => ({
    property: list?.plain ?? String(issue.path[0] ?? ""),
    message: messageOf(issue, value),
  }));
}

/** Whether an entry can leave a field out. */
export function isOptional(kind: Kind, property: string): boolean {
  const schema = schemaOf(kind);
  return schema instanceof z.ZodObject && schema.shape[property] instanceof z.ZodOptional;
}

/** The schema of an entry, or of the only field that it has. */
function schemaOf(kind: Kind): z.ZodType {
  const { list } = descriptors[kind];
  const holder = list === undefined ? seedFields : schemaOf(list.within);
  const fields = holder instanceof z.ZodObject ? holder.shape : {};
  const array = plain(fields[list?.property ?? kind]);
  return array instanceof z.ZodArray ? (array.element as z.ZodType) : z.never();
}

function plain(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? schema.unwrap() : schema;
}

/** Never quotes the value found: it may be a secret in the wrong place. */
function describeIssue(issue: z.core.$ZodIssue, input: unknown): SeedProblem[] {
  if (issue.code === "unrecognized_keys") {
    const known = fieldsAt(issue.path);
    return issue.keys.map((key) => ({
      path: formatPath([...issue.path, key]),
      message: `unknown field.${didYouMean(key, known)} Known fields: ${known.join(", ")}`,
    }));
  }
  return [{ path: formatPath(issue.path), message: messageOf(issue, input) }];
}

/** What an issue of a schema says, in the words of all messages. */
export function messageOf(issue: z.core.$ZodIssue, input: unknown): string {
  const value = issue.path.reduce<unknown>(
    (at, step) => (at as Readonly<Record<PropertyKey, unknown>> | undefined)?.[step],
    input,
  );
  if (issue.code === "invalid_type") return describeType(issue.expected, value);
  if (issue.code === "invalid_value") return describeChoice(issue.values.map(String), value);
  return issue.message;
}
