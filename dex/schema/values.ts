import * as z from "zod";

export const text = z.string();
export const texts = z.array(text);
export const flag = z.boolean();
export const count = z.int().min(0);
export const duration = z
  .string()
  .regex(/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/, "is not a duration. Write it like 30s, 5m or 24h.");

/** A duration of which zero is no lifetime. */
export const lifetime = duration.regex(
  /[1-9]/,
  "is zero, which Dex doesn't accept as a lifetime. Give one, such as 6h, or leave it out.",
);

const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** The length of a Go duration. */
export function nanoseconds(value: string): number {
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  return parts.reduce((sum, [, number, unit = ""]) => sum + Number(number) * (units[unit] ?? 0), 0);
}
