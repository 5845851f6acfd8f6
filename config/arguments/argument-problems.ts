import type * as z from "zod";
import { describeIssue } from "../describe-issue";
import { argumentNotesOf } from "../interfaces";
import { replaceAt } from "../merge";
import { ARGUMENTS, isMapping, type Path } from "../path";
import { layOut, toProblems, type Finding } from "../problem";
import { inner, schemaAt } from "../schema-walk";
import { argumentSchema } from "./argument-schema";
import { componentRules } from "./component-rules";
import { componentSchemas, type ComponentName } from "./component-schemas";

/** Stands for a value that is known later: an Output, a promise, a resource. */
const later = Symbol("known later");

/** The arguments with {@link later} instead of everything that isn't plain. */
function plainOnly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainOnly);
  if (isMapping(value)) {
    const entries = Object.entries(value).filter(([, below]) => below !== undefined);
    return Object.fromEntries(entries.map(([key, below]) => [key, plainOnly(below)]));
  }
  return typeof value === "object" && value !== null ? later : value;
}

function laterPaths(value: unknown, path: Path = []): Path[] {
  if (value === later) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isMapping(value)
      ? Object.entries(value)
      : [];
  return entries.flatMap(([step, below]) => laterPaths(below, [...path, step]));
}

const isWithin = (path: Path, outer: Path) =>
  outer.length <= path.length && outer.every((step, index) => step === path[index]);

/** What is wrong with a value by its schema, as far as it is plain. */
function faultsOf(schema: z.core.$ZodType, input: unknown, unknown: readonly Path[]): Finding[] {
  const { error } = (schema as z.ZodType).safeParse(input);
  return (error?.issues ?? [])
    .flatMap((issue) => describeIssue(ARGUMENTS, schema, input, issue))
    .filter(({ path }) => !unknown.some((each) => isWithin(path, each)));
}

/** An Output where the value decides which resources there are. */
function unplain(schema: z.core.$ZodType, input: unknown, path: Path): Finding[] {
  const found = schemaAt(schema, path, input);
  if (found === undefined || argumentNotesOf(inner(found)).plain !== true) return [];
  return [
    {
      path,
      message:
        "decides which resources there are, so it can't be an Output or a promise. Give a plain value.",
    },
  ];
}

function explain(
  component: ComponentName,
  name: string,
  findings: readonly Finding[],
): string | undefined {
  if (findings.length === 0) return undefined;
  const problems = toProblems(ARGUMENTS, findings, () => ({}));
  return layOut(`The arguments of the ${component} ${name} have`, problems, undefined);
}

/**
 * What is wrong with the arguments of a component, by the schema and the rules of the stack config;
 * nothing where they are right, as far as plain values show.
 */
export function argumentProblems(
  component: ComponentName,
  name: string,
  args: unknown,
): string | undefined {
  const schema = argumentSchema(componentSchemas[component]);
  const input = plainOnly(args);
  const unknown = laterPaths(input);
  const faults = [
    ...faultsOf(schema, input, unknown),
    ...unknown.flatMap((path) => unplain(schema, input, path)),
  ];
  const refused = [...faults.map(({ path }) => path), ...unknown];
  const sound = replaceAt(input, refused, () => undefined);
  return explain(component, name, [
    ...faults,
    ...componentRules(component, name, { sound, written: input, refused }),
  ]);
}

/** What is wrong with an argument that has become known; the same in words. */
export function laterProblem(
  component: ComponentName,
  name: string,
  { args, path, value }: { readonly args: unknown; readonly path: Path; readonly value: unknown },
): string | undefined {
  const schema = argumentSchema(componentSchemas[component]);
  const found = schemaAt(schema, path, plainOnly(args));
  // What is to be left out may come as an Output of nothing.
  if (found === undefined || value === undefined) return undefined;
  const input = plainOnly(value);
  const faults = faultsOf(found, input, laterPaths(input));
  return explain(
    component,
    name,
    faults.map((fault) => ({ ...fault, path: [...path, ...fault.path] })),
  );
}
