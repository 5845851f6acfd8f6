/**
 * Breaks at spaces; a word that is longer than a line, such as a URL, stays whole. What a line is
 * indented by, the lines that it breaks into are too, plus `hanging` spaces.
 */
export function wrap(text: string, width: number, hanging = 0): string {
  return text
    .split("\n")
    .flatMap((paragraph) => {
      const indent = /^ */.exec(paragraph)?.[0] ?? "";
      const further = indent + " ".repeat(hanging);
      const lines: string[] = [];
      let line: string | undefined;
      for (const word of paragraph.slice(indent.length).split(" ")) {
        if (line !== undefined && line.length + 1 + word.length > width) {
          lines.push(line);
          line = further + word;
        } else {
          line = line === undefined ? indent + word : `${line} ${word}`;
        }
      }
      return line === undefined ? lines : [...lines, line];
    })
    .join("\n");
}
