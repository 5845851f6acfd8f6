/**
 * Ends the process unless each of these variables has a value, as the real image does by its
 * contract.
 */
export function requireVariables(names: readonly string[]): void {
  const missing = names.filter((name) => (process.env[name] ?? "") === "");
  if (missing.length > 0) fail(`these variables are not set: ${missing.join(", ")}`);
}

/** A variable that `requireVariables` has seen. */
export function variable(name: string): string {
  return process.env[name] ?? "";
}

/** Ends the process with a reason. */
export function fail(reason: string): never {
  console.error(`error: ${reason}`);
  process.exit(1);
}
