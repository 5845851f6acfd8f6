import type { RemedyNames } from "../../remedy-names";
import { withRemedy, type CheckResult, type CheckTexts } from "../../check";
import type { ClusterSnapshot, PodSpec } from "../../cluster/snapshot";
import type { CheckFinding } from "../../finding";

/** A Deployment as the stack's state has it. */
export interface ExpectedWorkload {
  readonly name: string;
  readonly spec: PodSpec;
}

/** What is looked at: objects that were read, and what the stack's state says of the workloads. */
export interface ClusterView extends ClusterSnapshot {
  /** The kubeconfig's context, as commands name it. */
  readonly context?: string;
  /** Drift is not looked for without. */
  readonly expected?: readonly ExpectedWorkload[] | undefined;
}

/** What was found of one object. */
export interface ObjectFinding extends CheckFinding {
  /** The object's name. */
  readonly subject: string;
  /** Names for the remedy, besides `NAME` and `NAMESPACE`. */
  readonly names?: RemedyNames;
}

/** A check of objects that were read; it finds something about each that it is about. */
export interface ClusterCheck extends CheckTexts {
  look(view: ClusterView): readonly ObjectFinding[];
}

/** What a check finds, as results. */
export function resultsOf(check: ClusterCheck, group: string, view: ClusterView): CheckResult[] {
  const { context, namespace } = view;
  const shared = { CONTEXT: context, NAMESPACE: namespace };
  return check.look(view).map(({ subject, names, ...finding }) => ({
    id: check.id,
    group,
    subject,
    ...withRemedy(finding, check, { ...shared, NAME: subject, ...names }),
    milliseconds: 0,
  }));
}

/** A message without the full stop that some controllers end it with, for the middle of a sentence. */
export function unstopped(message: string): string {
  return message.trim().replace(/\.$/, "");
}
