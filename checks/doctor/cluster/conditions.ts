import type { Condition } from "../../cluster/snapshot";

/** The condition of a type that holds; nothing where it doesn't. */
export function conditionOf(
  conditions: readonly Condition[] | undefined,
  sought: string,
): Condition | undefined {
  return conditions?.find(({ type, status }) => type === sought && status === "True");
}
