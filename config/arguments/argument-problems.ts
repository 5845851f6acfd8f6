import type * as z from "zod";
import { codeCommands } from "../commands";
import { describeIssue } from "../describe-issue";
import { replaceAt } from "../merge";
import { ARGUMENTS, type Path } from "../path";
import { layOut, toProblems, type Finding } from "../problem";
import { schemaAt } from "../schema-walk";
import { argumentSchema } from "./argument-schema";
import { componentRules } from "./component-rules";
import { componentSchemas, type ComponentName } from "./component-schemas";
import { connectorFaults, isLaterText } from "./connector-faults";
import { endlessPath, laterPaths, plainOnly } from "./known-values";
import { wholeOf } from "./never-later";
import { nameProblem } from "./resource-name";

const isWithin = (path: Path, outer: Path) =>
  outer.length <= path.length && outer.every((step, index) => step === path[index]);

/** What is wrong with a value by its schema, as far as it is plain. */
function faultsOf(schema: z.core.$ZodType, input: unknown, unknown: readonly Path[]): Finding[] {
  const { error } = (schema as z.ZodType).safeParse(input);
  return (error?.issues ?? [])
    .flatMap((issue) => describeIssue(codeCommands, schema, input, issue))
    .filter(({ path }) => !unknown.some((each) => isWithin(path, each)));
}

/** An Output where the value decides which resources there are, or where its parts are looked at. */
function unplain(schema: z.core.$ZodType, input: unknown, path: Path): Finding[] {
  const found = schemaAt(schema, path, input);
  const whole = found === undefined ? undefined : wholeOf(found);
  if (whole === undefined) return [];
  const message =
    whole === "value"
      ? "decides which resources there are, so it can't be an Output or a promise. Give a plain value."
      : `can't be an Output or a promise as a whole. Give a plain ${whole}; the values in it may be Outputs.`;
  return [{ path, message }];
}

function explain(
  component: ComponentName,
  name: string,
  findings: readonly Finding[],
): string | undefined {
  if (findings.length === 0) return undefined;
  const named = findings.map((finding) =>
    finding.path.length === 0 ? { ...finding, name: "args" } : finding,
  );
  const problems = toProblems(ARGUMENTS, named, () => ({}));
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
  const wrongName = nameProblem(component, name);
  if (wrongName !== undefined) return `The name of the ${component} ${name} ${wrongName}\n`;
  const endless = endlessPath(args);
  if (endless !== undefined) {
    const message = "contains itself, or has more than 100 levels. Give a value that ends.";
    return explain(component, name, [{ path: endless.slice(0, 3), message }]);
  }
  const schema = argumentSchema(componentSchemas[component]);
  const input = plainOnly(args);
  const unknown = laterPaths(input);
  const faults = [
    ...faultsOf(schema, input, unknown),
    ...connectorFaults(component, input),
    ...unknown.flatMap((path) => unplain(schema, input, path)),
  ];
  return explain(component, name, [...faults, ...ruleFindings(component, name, input, faults)]);
}

function ruleFindings(
  component: ComponentName,
  name: string,
  input: unknown,
  faults: readonly Finding[],
): Finding[] {
  const unknown = laterPaths(input).filter((path) => !isLaterText(component, input, path));
  const refused = [...faults.map(({ path }) => path), ...unknown];
  const sound = replaceAt(input, refused, () => undefined);
  return componentRules(component, name, { sound, written: input, refused });
}

/**
 * What the rules find once every argument is known. What is wrong with a value by itself is told by
 * {@link laterProblem}, and what is wrong with plain ones was told at once.
 */
export function laterRuleProblems(
  component: ComponentName,
  name: string,
  args: unknown,
): string | undefined {
  const input = plainOnly(args);
  const faults = [
    ...faultsOf(argumentSchema(componentSchemas[component]), input, laterPaths(input)),
    ...connectorFaults(component, input),
  ];
  return explain(component, name, ruleFindings(component, name, input, faults));
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
