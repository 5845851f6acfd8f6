import * as z from "zod";

import type { CheckResult } from "../checks/check";

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
