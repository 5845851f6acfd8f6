/** A text with a period at its end, unless it ends a sentence or a command already. */
export function sentence(text: string): string {
  return /[.?!;:]$/.test(text) ? text : `${text}.`;
}
