import * as pulumi from "@pulumi/pulumi";

/** What makes objects of a kind ready that isn't Kubernetes' own. */
export interface Operator {
  /** Its name in a sentence, such as `cert-manager`. */
  readonly name: string;
  /** The command that shows whether it runs. */
  readonly command: string;
}

/** How long an operator may take before it is asked for, in milliseconds. */
const PATIENCE = 30_000;

/** How long an operator may take in all; the plugin's own limit is twice that, without a word. */
const LIMIT = "5m";

/** Options of an object that is waited for: the wait has an end. None where it isn't waited for. */
export function operatorLimit(wait: boolean): Pick<pulumi.CustomResourceOptions, "customTimeouts"> {
  return wait ? { customTimeouts: { create: LIMIT, update: LIMIT } } : {};
}

/**
 * Says whose operator is missing, when an object that waits for nothing else isn't ready in time.
 *
 * @param begins - known as soon as the object is made, such as its namespace
 */
export function nameOperator(
  resource: pulumi.CustomResource,
  logicalName: string,
  begins: pulumi.Input<string>,
  { name, command }: Operator,
): void {
  if (pulumi.runtime.isDryRun()) return;
  let done = false;
  resource.id.apply(() => (done = true));
  pulumi.output(begins).apply(() => {
    const timer = setTimeout(() => {
      if (done) return;
      void pulumi.log.warn(
        `${logicalName} isn't ready yet; the update waits for it for up to ${LIMIT}. ${name} makes it ready. Is it running? ${command}`,
      );
    }, PATIENCE);
    // It must not keep a program that has ended.
    timer.unref();
  });
}
