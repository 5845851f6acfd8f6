import { messageOf } from "../../messages/errors";
import { SandboxError } from "../errors";

/** What a command says of arguments that it doesn't take: Node's first sentence, and its help. */
export function wrongArguments(error: unknown, help: string): SandboxError {
  if (error instanceof SandboxError) return error;
  return new SandboxError(`${messageOf(error).split(". ")[0] ?? ""}.${help}`);
}
