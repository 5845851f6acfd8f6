import { columnRule } from "./kinds";
import type { Kind, PlannedValue, Value } from "./rows";

/** Whether a column holds a value already. */
export function sameValue(kind: Kind, column: string, left: Value, right: PlannedValue): boolean {
  if (typeof left === "string" && typeof right === "string") {
    return columnRule(kind, column)?.caseless === true
      ? left.toLowerCase() === right.toLowerCase()
      : left === right;
  }
  if (isList(left) && isList(right)) {
    return setText(left) === setText(right);
  }
  return left === right;
}

/** A list of modules or scopes is a set. */
function setText(list: readonly string[]): string {
  return JSON.stringify([...new Set(list)].sort());
}

function isList(value: PlannedValue): value is readonly string[] {
  return Array.isArray(value);
}
