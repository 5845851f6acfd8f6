/** The day of a time, such as `2026-11-29`. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The milliseconds of a day. */
export const DAY = 86_400_000;
