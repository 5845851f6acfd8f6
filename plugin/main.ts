import * as pulumi from "@pulumi/pulumi";
import { serve } from "./server";
import { withPythonSpelling } from "./spellings";

// The SDK's server prints the stack of an error that nobody caught: none for a user's mistake.
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (error: unknown) => {
    if (pulumi.RunError.isInstance(error) || pulumi.ResourceError.isInstance(error)) {
      error.stack = withPythonSpelling(error.message);
    }
  });
}

void serve(process.argv.slice(2));
