import * as z from "zod";

import { resultSchema } from "../check-report";

/** What `preflight --json` prints. */
export const preflightSchema = z
  .strictObject({
    stack: z.string(),
    secrets: z
      .boolean()
      .describe(
        "Whether the stack's secrets were decrypted; without them, some checks aren't done",
      ),
    healthy: z.boolean().describe("Whether no check failed"),
    results: z.array(resultSchema).readonly(),
  })
  .describe("What control-plane preflight --json prints");
