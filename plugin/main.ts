import * as pulumi from "@pulumi/pulumi";
import { serve } from "./server";
import { forEveryLanguage } from "./spellings";

// The SDK's server prints the stack of an error that nobody caught: none for a user's mistake.
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (error: unknown) => {
    if (pulumi.RunError.isInstance(error) || pulumi.ResourceError.isInstance(error)) {
      error.stack = forEveryLanguage(error.message);
    }
  });
}

void serve(process.argv.slice(2));
