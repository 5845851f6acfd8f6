/** How many of one sort are given in full: there may be thousands. */
const shown = 3;

/** The first of one sort, such as warnings, and one about the others. */
export function firstFew<T>(list: readonly T[], more: (rest: number) => T): T[] {
  const rest = list.length - shown;
  return rest > 0 ? [...list.slice(0, shown), more(rest)] : [...list];
}
