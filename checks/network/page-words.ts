/** The first words of a page, without its tags, styles and scripts. */
export function pageWords(body: string): string {
  return body
    .replaceAll(/<(script|style|title)\b[\s\S]*?<\/\1>/gi, " ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 160);
}
