/** How many warnings of one sort are given in full: there may be thousands. */
const shown = 3;

/** The first warnings of one sort, and one about the others. */
export function firstFew(warnings: readonly string[], more: (rest: number) => string): string[] {
  const rest = warnings.length - shown;
  return rest > 0 ? [...warnings.slice(0, shown), more(rest)] : [...warnings];
}
