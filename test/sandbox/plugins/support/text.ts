import assert from "node:assert/strict";
import type { Value } from "../../../../sandbox/plugins/protocol/values";

/** A property that must be text. */
export function textOf(value: Value | undefined): string {
  assert.ok(typeof value === "string", `not text: ${typeof value}`);
  return value;
}
