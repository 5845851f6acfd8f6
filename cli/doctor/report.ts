import * as z from "zod";

import type { Verdict } from "../../checks/verdict";
import { resultSchema } from "../check-report";

const verdictSchema = z.strictObject({
  healthy: z.boolean().describe("Whether no check failed, and nothing is changing"),
  first: resultSchema
    .optional()
    .describe("The failure that the others probably follow from; without one, what is changing"),
  others: z
    .number()
    .int()
    .min(0)
    .describe("How many more checks failed; without a failure, how many are changing"),
  warnings: z.number().int().min(0),
}) satisfies z.ZodType<Verdict>;

/** What `doctor --json` prints. */
export const doctorSchema = z
  .strictObject({
    stack: z.string(),
    verdict: verdictSchema,
    results: z.array(resultSchema).readonly(),
  })
  .describe("What control-plane doctor --json prints");

/** The report of `doctor`. */
export type DoctorReport = z.infer<typeof doctorSchema>;
