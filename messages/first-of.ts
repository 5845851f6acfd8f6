/** How many lines of one kind are printed. A person fixes the first ones, and looks again. */
const LIMIT = 50;

/** The first of many lines, with a last one that counts the others. */
export function firstOf(lines: readonly string[]): readonly string[] {
  const others = lines.length - LIMIT;
  return others > 1 ? [...lines.slice(0, LIMIT), `… and ${others} more`] : lines;
}
