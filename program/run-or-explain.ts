import { messageOf } from "../messages/errors";
import * as pulumi from "@pulumi/pulumi";
import { ConfigError } from "../config";
import { staleSources } from "./build-stamp";
import { howToTrace } from "./diagnostics";

/** Runs the program, and reports errors that a user can fix without a stack trace. */
export async function runOrExplain<T>(root: string, program: () => Promise<T>): Promise<T> {
  const stale = staleSources(root);
  if (stale.length > 0) {
    const more = stale.length > 3 ? ` and ${stale.length - 3} more` : "";
    throw new pulumi.RunError(
      `The compiled program is older than its sources (${stale.slice(0, 3).join(", ")}${more}). ` +
        "Build it: npm run build",
    );
  }
  try {
    return await program();
  } catch (error) {
    if (error instanceof ConfigError) throw new pulumi.RunError(error.message);
    if (Error.stackTraceLimit > 0 || pulumi.RunError.isInstance(error)) throw error;
    const message = messageOf(error);
    throw new pulumi.RunError(`Internal error: ${message}\n${howToTrace}`);
  }
}
