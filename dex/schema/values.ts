import * as z from "zod";

export const text = z.string();
export const texts = z.array(text);
export const flag = z.boolean();
export const count = z.int().min(0);
export const duration = z
  .string()
  .regex(/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/, "is not a duration. Write it like 30s, 5m or 24h.");
