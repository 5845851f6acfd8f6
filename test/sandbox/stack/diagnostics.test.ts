import assert from "node:assert/strict";

import type { EngineEvent } from "@pulumi/pulumi/automation";

import {
  cleanMessage,
  DiagnosticCollector,
  diagnosticText,
} from "../../../sandbox/stack/diagnostics";

const URN = "urn:pulumi:dev::formance-control-plane::kubernetes:core/v1:ConfigMap::";
const STACK = "urn:pulumi:dev::formance-control-plane::pulumi:pulumi:Stack::formance-dev";

function diagnostic(message: string, urn?: string, severity = "error"): EngineEvent {
  return {
    sequence: 0,
    timestamp: 0,
    diagnosticEvent: {
      message,
      color: "raw",
      severity: severity as "error",
      ...(urn !== undefined && { urn }),
    },
  };
}

function collect(...events: EngineEvent[]): string[] {
  const collector = new DiagnosticCollector();
  for (const event of events) collector.add(event);
  return collector.errors.map(diagnosticText);
}

describe("the engine's diagnostics", () => {
  it("are told once, with their resource", () => {
    assert.deepEqual(collect(diagnostic("no", `${URN}a`), diagnostic("no\n", `${URN}a`)), [
      "ConfigMap a: no",
    ]);
  });

  it("are told once for many resources", () => {
    const events = ["a", "b", "c"].map((name) => diagnostic("no", URN + name));
    assert.deepEqual(collect(...events), ["ConfigMap a and 2 more: no"]);
  });

  it("of the program stand alone", () => {
    assert.deepEqual(collect(diagnostic("domain: is missing", STACK)), ["domain: is missing"]);
  });

  it("lose what the engine adds", () => {
    assert.deepEqual(
      collect(
        diagnostic("update failed", STACK),
        diagnostic("One or more errors occurred: x", STACK),
        diagnostic("careful", STACK, "warning"),
        diagnostic("for information", STACK, "info"),
      ),
      [],
    );
  });

  it("lose colours, prefixes and stack traces", () => {
    const message = [
      "<{%fg 1%}>error: <{%reset%}>Unhandled exception: Error: no such file",
      "    at Object.open (node:fs:601:3)",
      "    at async main (/x/y.js:1:2)",
    ].join("\n");
    assert.equal(cleanMessage(message), "no such file");
  });

  it("keep lists", () => {
    const message = "2 problems:\n  - a: wrong\n  - b: wrong at noon";
    assert.equal(cleanMessage(message), message);
  });
});
