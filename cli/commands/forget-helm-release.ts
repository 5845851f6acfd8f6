import { ifAllowed, openClusterApi, type ClusterApi } from "../../checks/cluster/api";
import type { LiveObject } from "../../checks/cluster/objects";
import { contextOption, kubeconfigOption } from "../cluster-options";
import { printJson, type CommandContext } from "../command-context";
import { CommandError, EXIT, isForPeople } from "../errors";
import { carryOut, faultOf } from "../../moving-from-helm/forget/carry-out";
import { classify } from "../../moving-from-helm/forget/classify";
import type { Decision } from "../../moving-from-helm/forget/decision";
import { keyOf } from "../../moving-from-helm/release/object-id";
import { objectsOf, readRecords, type StoredRecord } from "../../moving-from-helm/release/records";
import {
  objectReader,
  ownersOf,
  type ObjectReader,
} from "../../moving-from-helm/release/live-objects";
import { forgetText, reportOf, type Forgetting } from "../../moving-from-helm/forget/report";
import { hindrances } from "../../moving-from-helm/forget/safety";
import { stackView, type StackView } from "../../moving-from-helm/forget/stack-view";
import {
  clusterOf,
  keptKeys,
  namespaceOf,
  type ForgetOptions,
} from "../../moving-from-helm/forget/target";
import type { Registry } from "../program";
import { outcomeTable } from "../outcome-table";
import { openStack } from "../stack";

/** What a whole run may take; a single request to a cluster takes milliseconds. */
const TIME_LIMIT = 300_000;

/** `forget-helm-release`: the last step of a move from Helm. */
export function registerForgetHelmRelease({ program, action }: Registry): void {
  program
    .command("forget-helm-release")
    .description("End a Helm release whose Services a stack has taken over.")
    .requiredOption("--release <name>", "name of the Helm release")
    .option("--namespace <name>", "namespace of the release (default: the stack's)")
    .addOption(contextOption())
    .addOption(kubeconfigOption())
    .option("--keep <kind/name...>", "leave these objects of the release in the cluster")
    .option("--yes", "do it, instead of saying what would be done", false)
    .addHelpText(
      "after",
      `
Deletes what the release has and the stack doesn't need, and at the end Helm's records of it. What
the stack has taken over or refers to stays, and so do volumes, StatefulSets with what they need,
and what the chart itself lets stay. Nothing is changed without --yes, nor while the stack's pods are
not all available. A run that failed can be repeated.

Examples:
  control-plane forget-helm-release --release formance --stack acme
  control-plane forget-helm-release --release formance --stack acme --keep secret/formance-license
  control-plane forget-helm-release --release formance --stack acme --yes`,
    )
    .action(action<[ForgetOptions]>(forget));
}

async function forget(context: CommandContext, options: ForgetOptions): Promise<number> {
  const stack = await openStack(context);
  const [config, outputs, resources, kubernetes] = await Promise.all([
    stack.config(),
    stack.outputs(),
    stack.resources(),
    stack.providerSettings("kubernetes"),
  ]);
  const namespace = namespaceOf(stack.name, outputs, options);
  const kubeconfig = await clusterOf(options, kubernetes);
  const signal = AbortSignal.timeout(TIME_LIMIT);
  const api = await openClusterApi(kubeconfig, signal);
  const view = stackView(resources, config);
  const { release } = options;
  const target = { stack: stack.name, release, namespace };
  const { decisions, records } = await inCluster(signal, () => plan(api, view, options, target));
  const planned = { ...target, decisions, records };
  if (!options.yes) {
    print(context, planned, options);
    return EXIT.ok;
  }
  const failures = await carryOut(api, decisions, records, namespace);
  print(context, { ...planned, failures }, options);
  return failures.size === 0 ? EXIT.ok : EXIT.problems;
}

type Target = Pick<Forgetting, "stack" | "release" | "namespace">;

async function plan(
  api: ClusterApi,
  stack: StackView,
  { keep = [] }: ForgetOptions,
  { stack: stackName, release, namespace }: Target,
): Promise<{ decisions: Decision[]; records: StoredRecord[] }> {
  const records = await readRecords(api, namespace, release);
  const reader = objectReader(api);
  const objects = await reader.readRelease(objectsOf(records), namespace);
  if (!objects.some((object) => stack.owned.has(keyOf(object)))) {
    throw new CommandError(
      `The stack ${stackName} has taken over nothing of the release ${release}: forgetting it would end the service. Set adopt.release: ${release} and deploy the stack first; to end the release for good: helm -n ${namespace} uninstall ${release}`,
    );
  }
  const grounds = {
    release,
    namespace,
    stack,
    owners: await ownersOf(reader, await whatStays(reader, stack, namespace)),
    keep: keptKeys(keep, objects),
  };
  const decisions = classify(objects, grounds);
  const against = await hindrances(api, stack, decisions, namespace);
  if (against.length === 0) return { decisions, records };
  throw new CommandError(
    `The release ${release} can't be forgotten yet; nothing was changed.\n${against.map((each) => `  - ${each}`).join("\n")}`,
  );
}

/** The objects that the stack has or refers to, as far as they are there and may be read. */
async function whatStays(
  reader: ObjectReader,
  { owned, references }: StackView,
  namespace: string,
): Promise<LiveObject[]> {
  const named = [...references.keys()].flatMap((title) => {
    const [kind = "", name = ""] = title.split("/");
    const isCore = ["Secret", "ConfigMap", "ServiceAccount"].includes(kind);
    return isCore ? [{ apiVersion: "v1", kind, namespace, name }] : [];
  });
  const found = await Promise.all(
    [...owned.values(), ...named].map((id) => ifAllowed(reader.read(id))),
  );
  return found.filter((object) => object !== undefined);
}

/** Runs what asks the cluster; its refusals and the faults on the way to it get words. */
async function inCluster<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // The library knows the network's faults by a cause; without one it is a fault of the program.
    const isOwnFault = error instanceof TypeError && error.cause === undefined;
    if (isForPeople(error) || (isOwnFault && !signal.aborted)) throw error;
    const words = signal.aborted
      ? `It has not answered within ${TIME_LIMIT / 1000} seconds.`
      : faultOf(error);
    throw new CommandError(`The cluster can't be asked, and nothing was changed. ${words}`, {
      cause: error,
    });
  }
}

function print(context: CommandContext, forgetting: Forgetting, options: ForgetOptions): void {
  const { io } = context;
  if (context.options.json) printJson(io, reportOf(forgetting));
  else io.out(forgetText(forgetting, outcomeTable(io), commandOf(forgetting, options)));
}

/** The command that does it, with the options that were given. */
function commandOf({ stack, release }: Forgetting, options: ForgetOptions): string {
  const { keep = [] } = options;
  const words = [
    ...["--release", release, "--stack", stack],
    ...(["namespace", "context", "kubeconfig"] as const).flatMap((name) => {
      const value = options[name];
      return value === undefined ? [] : [`--${name}`, value];
    }),
    ...(keep.length === 0 ? [] : ["--keep", ...keep]),
    "--yes",
  ];
  return ["control-plane", "forget-helm-release", ...words].map(shellWord).join(" ");
}

/** A text as one word of a shell's command. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
