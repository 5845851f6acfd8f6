import * as z from "zod";
import { counted } from "../../messages/counted";
import type { OutcomeRow, OutcomeTable } from "../outcome-row";
import { failedTitle, hasMarks, type Failures } from "./carry-out";
import { outcomes, type Decision, type Outcome } from "./decision";
import type { StoredRecord } from "../release/records";

const objectSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional().describe("Absent for kinds outside any namespace"),
  name: z.string(),
  outcome: z
    .enum(outcomes)
    .describe(
      "taken-over: the stack has it, only Helm's marks are taken off; kept: it stays as it is; delete: it is deleted; gone: it was not there",
    ),
  reason: z.string().optional().describe("Why it is kept; always there with kept"),
  failure: z.string().optional().describe("What the cluster said when it could not be done"),
});

const recordSchema = z.strictObject({
  kind: z.enum(["Secret", "ConfigMap"]),
  name: z.string(),
  revision: z.number().int(),
  failure: z.string().optional().describe("What the cluster said when it could not be deleted"),
});

/** What `forget-helm-release --json` prints. */
export const forgetSchema = z
  .strictObject({
    stack: z.string(),
    release: z.string(),
    namespace: z.string(),
    state: z
      .enum(["planned", "done", "failed"])
      .describe(
        "planned: nothing was changed, as --yes was not given; failed: not all could be done, and Helm's records are still there",
      ),
    objects: z.array(objectSchema).readonly(),
    records: z.array(recordSchema).readonly().describe("Helm's own, deleted at the end"),
  })
  .describe("What control-plane forget-helm-release --json prints");

/** The report of `forget-helm-release`. */
export type ForgetReport = z.infer<typeof forgetSchema>;

/** What is decided about a release, and, once it was tried, what went wrong. */
export interface Forgetting {
  readonly stack: string;
  readonly release: string;
  readonly namespace: string;
  readonly decisions: readonly Decision[];
  readonly records: readonly StoredRecord[];
  /** Absent: nothing was changed. */
  readonly failures?: Failures;
}

/** The report as data. */
export function reportOf(forgetting: Forgetting): ForgetReport {
  const { stack, release, namespace, decisions, records, failures } = forgetting;
  const failureOf = (what: Decision | StoredRecord) => {
    const failure = failures?.get(what);
    return failure === undefined ? {} : { failure };
  };
  const state = failures === undefined ? "planned" : failures.size === 0 ? "done" : "failed";
  return {
    stack,
    release,
    namespace,
    state,
    objects: decisions.map((decision) => {
      const { object, outcome, reason } = decision;
      const { apiVersion, kind, namespace: place, name } = object;
      return {
        apiVersion,
        kind,
        ...(place !== undefined && { namespace: place }),
        name,
        outcome,
        ...(reason !== undefined && { reason }),
        ...failureOf(decision),
      };
    }),
    records: records.map((record) => {
      const { kind, name, revision } = record;
      return { kind, name, revision, ...failureOf(record) };
    }),
  };
}

const COLORS: Readonly<Record<Outcome, OutcomeRow["color"]>> = {
  "taken-over": "green",
  kept: "yellow",
  delete: "red",
  gone: "grey",
};

const WORDS: Readonly<Record<Outcome, string>> = {
  "taken-over": "taken over",
  kept: "kept",
  delete: "delete",
  gone: "gone",
};

/** The report for people. */
export function forgetText(forgetting: Forgetting, table: OutcomeTable, command: string): string {
  const { release, namespace, stack, decisions, records, failures } = forgetting;
  const sorted = outcomes.flatMap((outcome) =>
    decisions.filter((decision) => decision.outcome === outcome),
  );
  const rows = sorted.map((decision) => ({
    outcome: WORDS[decision.outcome],
    color: COLORS[decision.outcome],
    subject: placedTitle(decision, namespace),
    reason: explanation(decision),
  }));
  const revisions = counted(records.length, "record");
  const count = (outcome: Outcome) => decisions.filter((each) => each.outcome === outcome).length;
  return [
    `The release ${release} in the namespace ${namespace}, and the stack ${stack}:\n\n`,
    table(rows),
    "\n",
    failures === undefined
      ? `Nothing was changed. This would delete ${counted(count("delete"), "object")} and Helm's ${revisions} of the release:\n\n  ${command}\n`
      : failures.size === 0
        ? `Deleted ${counted(count("delete"), "object")} and Helm's ${revisions}: the release is forgotten.\n`
        : failureText(failures, command),
  ].join("");
}

function placedTitle({ object }: Decision, home: string): string {
  const { kind, name, namespace } = object;
  const place = namespace === undefined || namespace === home ? "" : ` (${namespace})`;
  return `${kind}/${name}${place}`;
}

function explanation(decision: Decision): string {
  const { outcome, reason } = decision;
  if (outcome !== "taken-over") return reason ?? "";
  return hasMarks(decision) ? "stays; Helm's marks are taken off" : "stays";
}

function failureText(failures: Failures, command: string): string {
  const lines = [...failures].map(([what, failure]) => `  ${failedTitle(what)}: ${failure}`);
  return [
    `${counted(lines.length, "step")} failed; the rest is done, but for Helm's records:\n`,
    `${lines.join("\n")}\n`,
    `Mend that, then repeat it:\n\n  ${command}\n`,
  ].join("\n");
}
