import { openClusterApi } from "../../checks/cluster/api";
import { carryOut, faultOf } from "../../moving-from-helm/forget/carry-out";
import { planForgetting } from "../../moving-from-helm/forget/plan";
import { forgetText, reportOf } from "../../moving-from-helm/forget/report";
import { stackView } from "../../moving-from-helm/forget/stack-view";
import { namedCluster, type ClusterOptions } from "../cluster-options";
import { printJson, type CommandContext } from "../command-context";
import { CommandError, EXIT, isForPeople } from "../errors";
import { outcomeTable } from "../outcome-table";
import { openStack } from "../stack";
import { shellWord } from "../../messages/shell-word";

/** What a whole run may take; a single request to a cluster takes milliseconds. */
const TIME_LIMIT = 300_000;

/** The options of `forget-helm-release`. */
export interface ForgetOptions extends ClusterOptions {
  readonly release: string;
  readonly namespace?: string;
  readonly keep?: readonly string[];
  readonly yes: boolean;
}

/** Runs `forget-helm-release`. */
export async function forgetRelease(
  context: CommandContext,
  options: ForgetOptions,
): Promise<number> {
  const stack = openStack(context, { cluster: options.context });
  const [config, outputs, resources, provider] = await Promise.all([
    stack.config(),
    stack.outputs(),
    stack.resources(),
    stack.providerSettings("kubernetes"),
  ]);
  const { release, keep = [] } = options;
  const namespace = namespaceOf(stack.name, outputs, options);
  const kubeconfig = await namedCluster(options, provider);
  const signal = AbortSignal.timeout(TIME_LIMIT);
  const api = await openClusterApi(kubeconfig, signal);
  const view = stackView(resources, config);
  const target = { stack: stack.name, release, namespace, keep };
  const planned = await inCluster(signal, () => planForgetting(api, view, target));
  const forgetting = options.yes ? await carryOut(api, planned) : planned;
  const command = commandOf(stack.name, options);
  if (context.options.json) printJson(context.io, reportOf(forgetting));
  else context.io.out(forgetText(forgetting, outcomeTable(context.io), command));
  return forgetting.state === "failed" ? EXIT.problems : EXIT.ok;
}

/**
 * The namespace of both the stack and the release.
 *
 * @throws {CommandError} when the stack is not deployed, or is elsewhere
 */
export function namespaceOf(
  stack: string,
  { namespace: own }: Readonly<Record<string, unknown>>,
  { namespace, release }: Pick<ForgetOptions, "namespace" | "release">,
): string {
  if (typeof own !== "string") {
    throw new CommandError(
      `The stack ${stack} isn't deployed, so it hasn't taken over anything. Deploy it with adopt.release: ${release}, then try again: pulumi up --stack ${stack}`,
    );
  }
  if (namespace !== undefined && namespace !== own) {
    throw new CommandError(
      `The stack ${stack} is in the namespace ${own}, so it can't have taken over anything in ${namespace}, which --namespace names. To end a release there: helm -n ${namespace} uninstall ${release}`,
    );
  }
  return own;
}

/** Runs what asks the cluster; its refusals and the faults on the way to it get words. */
async function inCluster<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // The library knows the network's faults by a cause; without one it is an internal error.
    const isInternal = error instanceof TypeError && error.cause === undefined;
    if (isForPeople(error) || (isInternal && !signal.aborted)) throw error;
    const words = signal.aborted
      ? `It didn't answer within ${TIME_LIMIT / 1000} seconds.`
      : faultOf(error);
    throw new CommandError(`The cluster can't be reached, and nothing was changed. ${words}`, {
      cause: error,
    });
  }
}

/** The command that does it, with the options that were given. */
function commandOf(stack: string, options: ForgetOptions): string {
  const { release, namespace, context, kubeconfig, keep } = options;
  const given = { release, stack, namespace, context, kubeconfig, keep };
  const words = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, ...[value].flat()],
  );
  return ["control-plane", "forget-helm-release", ...words, "--yes"].map(shellWord).join(" ");
}
