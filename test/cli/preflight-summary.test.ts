import { equal } from "node:assert/strict";
import type { CheckResult } from "../../checks/check";
import type { CheckStatus } from "../../checks/finding";
import { preflightSummary } from "../../cli/preflight/summary";

const results = (...statuses: CheckStatus[]): CheckResult[] =>
  statuses.map((status) => ({
    id: "cluster-reach",
    group: "cluster",
    subject: "kubeconfig",
    status,
    evidence: "",
    milliseconds: 0,
  }));

describe("the last line of a preflight", () => {
  for (const [found, wanted] of [
    [results("ok"), "Ready to deploy. 1 check passed."],
    [
      results("ok", "ok", "warning", "not-done"),
      "Ready to deploy. 2 checks passed, 1 warning, 1 not done.",
    ],
    [
      results("failed", "ok", "warning", "warning"),
      "Not ready to deploy. 1 check failed, 1 passed, 2 warnings.",
    ],
    [results("failed", "failed"), "Not ready to deploy. 2 checks failed, 0 passed."],
  ] as const) {
    it(wanted, () => {
      equal(preflightSummary(found, { color: false }), `\n${wanted}\n`);
    });
  }

  it("is bold where colours are", () => {
    const line = preflightSummary(results("ok"), { color: true });
    equal(line, "\n\u001b[1mReady to deploy.\u001b[22m 1 check passed.\n");
  });
});
