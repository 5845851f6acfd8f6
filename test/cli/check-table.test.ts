import assert from "node:assert/strict";

import type { CheckResult } from "../../checks/check";
import { checkTable } from "../../cli/check-table";

const COMMAND = "pulumi config set --secret --path dex.connectors[1].bindPW";

const results: readonly CheckResult[] = [
  {
    id: "oidc-issuer",
    group: "identity",
    subject: "okta",
    status: "ok",
    evidence: "The issuer is https://example.okta.com.",
    milliseconds: 12,
  },
  {
    id: "ldap-bind",
    group: "identity",
    subject: "directory",
    status: "failed",
    evidence: "The directory refused the bind as cn=dex,dc=example,dc=org: invalid credentials.",
    remedy: `Store the right password: ${COMMAND}`,
    milliseconds: 30,
  },
];

describe("table of checks", () => {
  for (const columns of [60, 80, 140, 200]) {
    it(`keeps within ${columns} columns, and loses no word`, () => {
      const text = checkTable(results, { columns, color: false });
      for (const line of text.split("\n")) {
        // A command stays in one piece, so that it can be pasted.
        assert.ok(line.length <= columns || line.trim() === COMMAND, line);
      }
      const words = text.replaceAll(/\s+/g, " ");
      for (const { evidence, status } of results) {
        for (const word of evidence.split(" ")) assert.ok(words.includes(word), word);
        assert.ok(words.toLowerCase().includes(status));
      }
      assert.ok(words.includes("→ Store"));
    });
  }

  it("colours the status alone, and only when asked", () => {
    assert.ok(!checkTable(results, { columns: 100, color: false }).includes("\u001b"));
    const coloured = checkTable(results, { columns: 100, color: true });
    assert.ok(coloured.includes("\u001b[31mFAILED\u001b[39m"));
    assert.equal(coloured.match(/\u001b\[3[123]m/g)?.length, results.length);
  });

  it("tells a remedy once, where several share it, and leads from each to the guide", () => {
    const failed = (subject: string): CheckResult => ({
      id: "tcp",
      group: "entry",
      subject,
      status: "failed",
      evidence: `No connection to ${subject}.`,
      remedy: "Compare the address.",
      details: ["x".repeat(300)],
      milliseconds: 1,
    });
    for (const columns of [60, 120]) {
      const text = checkTable([failed("one"), failed("two")], { columns, color: false });
      assert.equal(text.split("Compare the address.").length, 2);
      assert.equal(text.split("docs/troubleshooting.md#tcp").length, 3);
      for (const line of text.split("\n")) {
        // A command stays in one piece, so that it can be pasted.
        assert.ok(line.length <= columns || line.trim() === COMMAND, line);
      }
    }
  });

  it("cuts no line where there is no terminal", () => {
    const line = `membership: ${"the reason is far to the right, ".repeat(10)}here`;
    const result: CheckResult = {
      id: "pod-crash",
      group: "cluster",
      subject: "formance-membership-6b8f7c9d4-abcde",
      status: "failed",
      evidence: "membership has exited 7 times.",
      remedy: "Read its log.",
      details: [line],
      milliseconds: 1,
    };
    const text = checkTable([result], { columns: 10_000, color: false });
    assert.ok(text.includes(line), text);
  });
});
