import Table from "cli-table3";

import type { CheckResult, CheckStatus } from "../checks/check";
import type { CommandIo } from "./io";

const LABELS: Readonly<Record<CheckStatus, string>> = {
  ok: "ok",
  warning: "warning",
  failed: "FAILED",
  "not-done": "not done",
};

const COLORS: Readonly<Record<CheckStatus, number>> = {
  ok: 32,
  warning: 33,
  failed: 31,
  "not-done": 90,
};

/** The results as one table, a line of remedy under each that needs one. */
export function checkTable(
  results: readonly CheckResult[],
  io: Pick<CommandIo, "columns" | "color">,
): string {
  const first = widest(["", ...results.map(({ status }) => LABELS[status])]);
  const second = Math.min(32, widest(results.map(({ subject }) => subject)));
  const third = Math.min(24, widest(results.map(({ id }) => id)));
  const rest = Math.max(24, Math.min(io.columns, 140) - first - second - third - 6);
  const table = new Table({
    chars: NO_LINES,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
  });
  for (const { status, subject, id, evidence, remedy } of results) {
    const words = remedy === undefined || status === "ok" ? evidence : `${evidence}\n→ ${remedy}`;
    table.push([paint(LABELS[status], COLORS[status], io.color), subject, id, wrap(words, rest)]);
  }
  return `${table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")}\n`;
}

const NO_LINES = Object.fromEntries(
  [
    ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left"],
    ["bottom-right", "left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ]
    .flat()
    .map((name) => [name, ""]),
);

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

function paint(text: string, code: number, color: boolean): string {
  return color ? `\u001b[${code}m${text}\u001b[39m` : text;
}

/** Breaks at spaces; a word that is longer than a line, such as a URL, stays whole. */
function wrap(text: string, width: number): string {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else {
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines.join("\n");
}
