/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of an error of Node, or of a server, if it has one; of several, the first's. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** The code of an error, or what a message says in its place. */
export function errorCodeText(error: unknown): string {
  return errorCode(error) ?? "unknown error";
}
