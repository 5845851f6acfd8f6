import * as pulumi from "@pulumi/pulumi";
import {
  argumentProblems,
  laterProblem,
  laterRuleProblems,
} from "../config/arguments/argument-problems";
import { replaceAt } from "../config/merge";
import type { ComponentName } from "../config/arguments/component-schemas";

type Step = string | number;

/** Arguments that a component made from its own, which were checked. */
const made = new WeakSet();

/** Marks arguments that a component makes for one of its parts from its own checked ones. */
export function fromChecked<Args extends object>(args: Args): Args {
  made.add(args);
  return args;
}

/**
 * Checks a component's arguments by the schema and the rules of the stack config: plain values at
 * once, and an Output when its value is known. Its dependents aren't held up then: each would
 * repeat the error, which fails the deployment once.
 *
 * @throws {pulumi.ResourceError} naming everything that is wrong
 */
export function checkArguments(
  resource: pulumi.ComponentResource,
  component: ComponentName,
  name: string,
  args: object,
): void {
  if (made.has(args)) return;
  const problem = argumentProblems(component, name, args);
  if (problem !== undefined) throw new pulumi.ResourceError(problem, resource, true);
  const refuse = (wrong: string | undefined) => {
    if (wrong !== undefined) throw new pulumi.ResourceError(wrong, resource, true);
  };
  const later = outputsIn(args);
  for (const { path, output } of later) {
    output.apply((value) => {
      refuse(laterProblem(component, name, { args, path, value }));
    });
  }
  if (later.length === 0) return;
  pulumi.all(later.map(({ output }) => output)).apply((values) => {
    const known = withValues(args, later, values);
    refuse(laterRuleProblems(component, name, known));
  });
}

/** The arguments with what has become known in the place of Outputs. */
function withValues(args: object, later: readonly Placed[], values: readonly unknown[]): unknown {
  return later.reduce<unknown>(
    (all, { path }, index) => replaceAt(all, [path], () => values[index]),
    args,
  );
}

interface Placed {
  readonly path: readonly Step[];
  readonly output: pulumi.Output<unknown>;
}

function outputsIn(value: unknown, path: readonly Step[] = []): Placed[] {
  if (pulumi.Output.isInstance(value)) return [{ path, output: value }];
  const entries: [Step, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isPlain(value)
      ? Object.entries(value)
      : [];
  return entries.flatMap(([step, below]) => outputsIn(below, [...path, step]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
