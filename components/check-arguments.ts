import * as pulumi from "@pulumi/pulumi";
import { ArgumentCheck } from "../config/arguments/argument-check";
import type { ComponentName } from "../config/arguments/component-schemas";
import { hideTexts, textsIn } from "../messages/hide-texts";

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
  const check = new ArgumentCheck(component, name, args);
  const errorOf = (problem: string) => new pulumi.ResourceError(problem, resource, true);
  const problem = check.atOnce();
  if (problem !== undefined) throw errorOf(problem);
  if (check.laterValues.length === 0) return;
  // A rejected Output would arrive as several rejections.
  const fail = async (wrong: string | undefined, ...quoted: pulumi.Output<unknown>[]) => {
    if (wrong === undefined) return;
    const texts = await Promise.all(quoted.map(secretTexts));
    throw errorOf(hideTexts(texts.flat())(wrong));
  };
  const outputs = check.laterValues.map(({ path, value }) => {
    promiseOf(value).catch((reason: unknown) => {
      if (reason instanceof Error) nameRejection(reason, (cause) => check.rejected(path, cause));
      else void fail(check.rejected(path, String(reason)));
    });
    const output = pulumi.output(value) as pulumi.Output<unknown>;
    output.apply((known) => {
      void fail(check.known(path, known), output);
    });
    return output;
  });
  pulumi.all(outputs).apply((values) => {
    void fail(check.whole(values), ...outputs);
  });
}

/** The texts of a secret Output that is known; none of another. */
async function secretTexts(output: pulumi.Output<unknown>): Promise<string[]> {
  return (await pulumi.isSecret(output)) ? textsIn(await promiseOf(output)) : [];
}

function promiseOf(value: object): Promise<unknown> {
  return pulumi.Output.isInstance(value)
    ? (value as unknown as { promise: () => Promise<unknown> }).promise()
    : Promise.resolve(value);
}

const named = new WeakSet<Error>();

/**
 * Says in an error which argument it has made unknown. Pulumi reports an error once, however many
 * resources it stops, but writes each of them into its message.
 */
function nameRejection(reason: Error, explain: (cause: string) => string | undefined): void {
  if (named.has(reason)) return;
  named.add(reason);
  const message = explain(reason.message) ?? reason.message;
  Object.defineProperty(reason, "message", { get: () => message, set: () => undefined });
}
