import { WorkspaceError } from "../workspace/errors";

/** The same for what only the sandbox does. */
export class SandboxError extends WorkspaceError {
  override readonly name = "SandboxError";
}
