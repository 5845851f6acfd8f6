import type * as z from "zod";

import { CommandError } from "./errors";

/**
 * A stack's outputs as a schema has them.
 *
 * @param whose - names the outputs in the error
 * @throws {CommandError} when they are not those of a complete deployment
 */
export function readOutputs<T>(
  schema: z.ZodType<T>,
  outputs: Readonly<Record<string, unknown>>,
  whose: string,
): T {
  const parsed = schema.safeParse(outputs);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map(({ path }) => path.join(".")))];
  throw new CommandError(
    `${whose} lack ${names.join(", ")}: its deployment isn't complete. Run pulumi up, then try again.`,
  );
}
