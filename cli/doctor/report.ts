import * as z from "zod";

import type { CheckResult } from "../../checks/check";
import type { Verdict } from "../../checks/verdict";

/** A check and what it found, as `--json` prints it. */
export const resultSchema = z.strictObject({
  id: z.string().describe("Stable; a section of docs/troubleshooting.md has its name"),
  group: z.string().describe("The part of the set-up that it belongs to"),
  subject: z.string().describe("What was looked at: a host, an object, a connector"),
  path: z.string().optional().describe("Where the stack's config has it"),
  status: z
    .enum(["ok", "warning", "changing", "failed", "not-done"])
    .describe(
      "changing: not well now, such as in a roll-out; not-done: something that it needs is missing, and the evidence says what",
    ),
  evidence: z.string().describe("What was seen, in a sentence"),
  remedy: z
    .string()
    .optional()
    .describe("What to do; always there with warning, changing and failed"),
  details: z.array(z.string()).readonly().optional().describe("Events and ends of logs"),
  milliseconds: z.number().int().min(0),
}) satisfies z.ZodType<CheckResult>;

const verdictSchema = z.strictObject({
  healthy: z.boolean().describe("Whether no check failed, and nothing is changing"),
  first: resultSchema
    .optional()
    .describe(
      "The failure that the others most probably follow from; without one, what is changing",
    ),
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

/** What `preflight --json` prints. */
export const preflightSchema = z
  .strictObject({
    stack: z.string(),
    secrets: z
      .boolean()
      .describe("Whether the stack's secrets were opened; without them some checks are not done"),
    healthy: z.boolean().describe("Whether no check failed"),
    results: z.array(resultSchema).readonly(),
  })
  .describe("What control-plane preflight --json prints");

/** The report of `doctor`. */
export type DoctorReport = z.infer<typeof doctorSchema>;
