/** What Pulumi's engine sends in a preview instead of an unknown value. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Properties as the engine sends and stores them. */
export type Properties = Record<string, unknown>;

/**
 * The inputs that the program gives; changes of them are changes of the resource. `migration`, the
 * Job to look at while it is waited for, is none of them: another Job asks for no other rows.
 */
export const programInputs = [
  "specVersion",
  "connection",
  "password",
  "schema",
  "waitForMigrationsSeconds",
  "prune",
  "driftPolicy",
  "specification",
  "clientSecrets",
] as const;

/** Whether a value, or anything inside it, isn't known yet. */
export function containsUnknown(value: unknown): boolean {
  if (value === unknownValue) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsUnknown);
}
