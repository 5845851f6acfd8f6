/** The day of a time, in UTC: `2026-11-29`. */
export function day(time: Date | number | string): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The milliseconds of a day. */
export const DAY = 86_400_000;
