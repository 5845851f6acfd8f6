import type * as z from "zod";
import { codeCommands } from "../commands";
import { describeIssue } from "../describe-issue";
import { replaceAt } from "../merge";
import { ARGUMENTS, isWithin, type Path } from "../path";
import { layOut, toProblems, type Finding } from "../problem";
import { schemaAt } from "../schema-walk";
import { argumentSchema } from "./argument-schema";
import { componentRules } from "./component-rules";
import { componentSchemas, type ComponentName } from "./component-schemas";
import { connectorFaults, isLaterText } from "./connector-faults";
import {
  laterPaths,
  readPlain,
  withoutLater,
  type LaterValue,
  type PlainValue,
} from "./known-values";
import { wholeOf } from "./never-later";
import { nameProblem } from "./resource-name";

/**
 * What is wrong with the arguments of a component, by the schema and the rules of the stack config:
 * at once as far as they are plain, and then as values become known. Nothing is told twice.
 */
export class ArgumentCheck {
  readonly #schema: z.core.$ZodType;
  readonly #args: PlainValue;
  readonly #told = new Set<string>();

  constructor(
    private readonly component: ComponentName,
    private readonly name: string,
    args: unknown,
  ) {
    this.#schema = argumentSchema(componentSchemas[component]);
    this.#args = readPlain(args);
  }

  /** The values that are known later. */
  get laterValues(): readonly LaterValue[] {
    return this.#args.laterValues;
  }

  /** What plain values show. */
  atOnce(): string | undefined {
    const { component, name } = this;
    const wrongName = nameProblem(component, name);
    if (wrongName !== undefined) return `The name of the ${component} ${name} ${wrongName}\n`;
    const { plain, laterValues, findings } = this.#args;
    return this.#explain([
      ...findings,
      ...laterValues.flatMap(({ path }) => this.#unplain(plain, path)),
      ...this.#findings(plain),
    ]);
  }

  /** What is wrong with a value that has become known. */
  known(path: Path, value: unknown): string | undefined {
    // What is to be left out may come as an Output of nothing.
    if (value === undefined) return undefined;
    const { plain, findings } = readPlain(value);
    const input = replaceAt(this.#args.plain, [path], () => plain);
    return this.#explain([
      ...findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] })),
      ...this.#faults(input).filter((fault) => isWithin(fault.path, path)),
    ]);
  }

  /** What is wrong once all values are known, in the order of {@link laterValues}. */
  whole(values: readonly unknown[]): string | undefined {
    const input = this.laterValues.reduce<unknown>(
      (all, { path }, index) => replaceAt(all, [path], () => readPlain(values[index]).plain),
      this.#args.plain,
    );
    return this.#explain(this.#findings(input));
  }

  /** What made an argument unknown for good. */
  rejected(path: Path, cause: string): string | undefined {
    return this.#explain([{ path, message: `can't be known: ${cause}` }]);
  }

  #findings(input: unknown): Finding[] {
    const { component, name } = this;
    const faults = [...this.#faults(input), ...connectorFaults(component, input)];
    const unknown = laterPaths(input).filter((path) => !isLaterText(component, input, path));
    const refused = [...faults.map(({ path }) => path), ...unknown];
    const sound = replaceAt(input, refused, () => undefined);
    return [...faults, ...componentRules(component, name, { sound, written: input, refused })];
  }

  /** What is wrong by the schema with what is known. */
  #faults(input: unknown): Finding[] {
    const unknown = laterPaths(input);
    const known = withoutLater(input);
    const { error } = (this.#schema as z.ZodType).safeParse(known);
    return (error?.issues ?? [])
      .flatMap((issue) => describeIssue(codeCommands, this.#schema, known, issue))
      .filter(({ path }) => !unknown.some((each) => isWithin(path, each)));
  }

  /** An Output where the value decides which resources there are, or where its parts are looked at. */
  #unplain(input: unknown, path: Path): Finding[] {
    const found = schemaAt(this.#schema, path, input);
    const whole = found === undefined ? undefined : wholeOf(found);
    if (whole === undefined) return [];
    const message =
      whole === "value"
        ? "decides which resources exist, so it can't be an Output or a promise. Give a plain value."
        : `can't be an Output or a promise as a whole. Give a plain ${whole}; the values in it may be Outputs.`;
    return [{ path, message }];
  }

  #explain(findings: readonly Finding[]): string | undefined {
    const named = findings.map((finding) =>
      finding.path.length === 0 ? { ...finding, name: "args" } : finding,
    );
    const problems = toProblems(ARGUMENTS, named, () => ({})).filter(({ path, message }) => {
      const text = `${path}\n${message}`;
      const isNew = !this.#told.has(text);
      this.#told.add(text);
      return isNew;
    });
    if (problems.length === 0) return undefined;
    return layOut(`The arguments of the ${this.component} ${this.name} have`, problems, undefined);
  }
}
