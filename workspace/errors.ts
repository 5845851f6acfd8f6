/**
 * A mistake or a fact about the machine that a person can act on. Its message says what happened,
 * where, and what to do; it is printed without a stack trace.
 */
export class WorkspaceError extends Error {
  override readonly name: string = "WorkspaceError";
}
