import * as z from "zod";
import { counted } from "../../messages/counted";
import type { OutcomeRow, OutcomeTable } from "../outcome-row";
import { titleOf } from "../release/object-id";
import { isToBeUnmarked } from "./carry-out";
import { outcomes, type Decision, type Forgetting, type Outcome } from "./decision";

const objectSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional().describe("Absent for kinds outside any namespace"),
  name: z.string(),
  outcome: z
    .enum(outcomes)
    .describe(
      "taken-over: the stack has it, and only Helm's labels and annotations are removed; kept: it stays unchanged; delete: it is deleted; gone: it didn't exist",
    ),
  reason: z.string().optional().describe("Why it is kept; always present with kept"),
  failure: z.string().optional().describe("What the cluster said when it couldn't be done"),
});

const recordSchema = z.strictObject({
  kind: z.enum(["Secret", "ConfigMap"]),
  name: z.string(),
  revision: z.number().int(),
  failure: z.string().optional().describe("What the cluster said when it couldn't be deleted"),
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
        "planned: nothing was changed, because --yes wasn't given; failed: not everything could be done, and Helm's records still exist",
      ),
    objects: z.array(objectSchema).readonly(),
    records: z.array(recordSchema).readonly().describe("Helm's own, deleted at the end"),
  })
  .describe("What control-plane forget-helm-release --json prints");

/** The report of `forget-helm-release`. */
export type ForgetReport = z.infer<typeof forgetSchema>;

/** The report as data. */
export function reportOf(forgetting: Forgetting): ForgetReport {
  const { stack, release, namespace, state, decisions, records } = forgetting;
  const objects = decisions.map(
    ({ apiVersion, kind, namespace: place, name, outcome, reason, failure }) => {
      return { apiVersion, kind, namespace: place, name, outcome, reason, failure };
    },
  );
  const ofHelm = records.map(({ kind, name, revision, failure }) => {
    return { kind, name, revision, failure };
  });
  return { stack, release, namespace, state, objects, records: ofHelm };
}

const LOOKS: Readonly<Record<Outcome, Pick<OutcomeRow, "outcome" | "color">>> = {
  "taken-over": { outcome: "taken over", color: "green" },
  kept: { outcome: "kept", color: "yellow" },
  delete: { outcome: "delete", color: "red" },
  gone: { outcome: "gone", color: "grey" },
};

/** The report for people. */
export function forgetText(forgetting: Forgetting, table: OutcomeTable, command: string): string {
  const { release, namespace, stack, decisions } = forgetting;
  const rows = decisions
    .toSorted((one, other) => outcomes.indexOf(one.outcome) - outcomes.indexOf(other.outcome))
    .map((decision) => ({
      ...LOOKS[decision.outcome],
      subject: placedTitle(decision, namespace),
      reason: explanation(decision),
    }));
  return `The release ${release} in the namespace ${namespace}, and the stack ${stack}:\n\n${table(rows)}\n${resultText(forgetting, command)}`;
}

function placedTitle(decision: Decision, home: string): string {
  const { namespace = home } = decision;
  return titleOf(decision) + (namespace === home ? "" : ` (${namespace})`);
}

function explanation(decision: Decision): string {
  const { outcome, reason = "" } = decision;
  if (outcome !== "taken-over") return reason;
  return isToBeUnmarked(decision) ? "stays; Helm's labels and annotations are removed" : "stays";
}

function resultText({ state, decisions, records }: Forgetting, command: string): string {
  const deleted = decisions.filter(({ outcome }) => outcome === "delete").length;
  const all = `${counted(deleted, "object")} and Helm's ${counted(records.length, "record")}`;
  if (state === "planned") {
    return `Nothing was changed. This would delete ${all} of the release:\n\n  ${command}\n`;
  }
  if (state === "done") return `Deleted ${all}: the release is forgotten.\n`;
  const lines = [...decisions, ...records].flatMap((each) =>
    each.failure === undefined ? [] : [`  ${titleOf(each)}: ${each.failure}\n`],
  );
  return `${counted(lines.length, "step")} failed. The rest is done, except that Helm's records still exist:\n\n${lines.join("")}\nFix that, then run it again:\n\n  ${command}\n`;
}
