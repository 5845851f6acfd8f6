import * as z from "zod";

import type { CheckResult } from "../checks/check";

/** A check and what it found, as `--json` prints it. */
export const resultSchema = z.strictObject({
  id: z.string().describe("Stable; a section of docs/troubleshooting.md has its name"),
  group: z.string().describe("The part of the setup that it belongs to"),
  subject: z.string().describe("What was looked at: a host, an object, a connector"),
  path: z.string().optional().describe("Where it is in the stack's config"),
  status: z
    .enum(["ok", "warning", "changing", "failed", "not-done"])
    .describe(
      "changing: temporarily unhealthy, such as during a rollout; not-done: something that it needs is missing, and the evidence says what",
    ),
  evidence: z.string().describe("What was seen, in a sentence"),
  remedy: z
    .string()
    .optional()
    .describe("What to do; always present with warning, changing and failed"),
  details: z.array(z.string()).readonly().optional().describe("Events, and the ends of logs"),
  milliseconds: z.number().int().min(0),
}) satisfies z.ZodType<CheckResult>;
