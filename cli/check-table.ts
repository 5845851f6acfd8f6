import type { CheckResult } from "../checks/check";
import type { CheckStatus } from "../checks/finding";
import { guideLink } from "./guide";
import type { CommandIo } from "./io";
import { plainTable, tableText } from "./plain-table";
import { wrap } from "../messages/wrap";

const LABELS: Readonly<Record<CheckStatus, string>> = {
  ok: "ok",
  warning: "warning",
  changing: "changing",
  failed: "FAILED",
  "not-done": "not done",
};

const COLORS: Readonly<Record<CheckStatus, number>> = {
  ok: 32,
  warning: 33,
  changing: 33,
  failed: 31,
  "not-done": 90,
};

const GRAY = 90;
/** Longer lines are hard to read. */
const WIDEST = 140;
/** A last column that is narrower than this goes below the others instead. */
const NARROWEST = 44;

type Terminal = Pick<CommandIo, "columns" | "color">;

/** The results as one table, each with its remedy, details and a link below. */
export function checkTable(results: readonly CheckResult[], io: Terminal): string {
  const first = widest(results.map(({ status }) => LABELS[status])) + 2;
  const second = widest(results.map(({ subject }) => subject));
  const third = widest(results.map(({ id }) => id));
  const all = Math.min(io.columns, WIDEST);
  const rest = all - first - second - third - 4;
  if (rest < NARROWEST) return blocks(results, first, all, io);
  const table = plainTable();
  // What is right of the table is free for lines that can't be wrapped.
  const longest = rest + Math.max(0, io.columns - all);
  for (const result of onceEach(results)) {
    const { status, subject, id } = result;
    table.push([label(status, io), subject, id, words(result, { width: rest, longest }, io)]);
  }
  return tableText(table);
}

/** For a narrow terminal: each result below the one before. */
function blocks(
  results: readonly CheckResult[],
  indent: number,
  all: number,
  io: Terminal,
): string {
  return onceEach(results)
    .map((result) => {
      const { status, id, subject } = result;
      const width = all - indent;
      const head = wrap(`${id}  ${subject}`, width);
      const text = `${head}\n${words(result, { width, longest: io.columns - indent }, io)}`;
      const [top = "", ...others] = text.split("\n");
      const pad = " ".repeat(indent - LABELS[status].length);
      const below = others.map((line) => `${" ".repeat(indent)}${line}`);
      return trimmed([`${label(status, io)}${pad}${top}`, ...below].join("\n"));
    })
    .map((block) => `${block}\n`)
    .join("");
}

/** The results, with a remedy that several have at the first of them alone. */
function onceEach(results: readonly CheckResult[]): CheckResult[] {
  const told = new Set<string>();
  return results.map(({ remedy, ...result }) => {
    if (remedy === undefined || told.has(remedy)) return result;
    told.add(remedy);
    return { ...result, remedy };
  });
}

/** `width`: where texts are wrapped; `longest`: where lines that were read are cut. */
function words(
  result: CheckResult,
  { width, longest }: { readonly width: number; readonly longest: number },
  { color }: Terminal,
): string {
  const { status, id, evidence, remedy, details = [] } = result;
  const link = guideLink(id);
  const calm = status === "ok" || status === "not-done";
  return [
    wrap(evidence, width),
    ...details.map((line) => paint(cut(`| ${line}`, longest), GRAY, color)),
    ...(calm || remedy === undefined ? [] : [wrap(`→ ${remedy}`, width)]),
    ...(calm || link === undefined ? [] : [paint(link, GRAY, color)]),
  ].join("\n");
}

function label(status: CheckStatus, { color }: Terminal): string {
  return paint(LABELS[status], COLORS[status], color);
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

function cut(line: string, width: number): string {
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}

function trimmed(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

function paint(text: string, code: number, color: boolean): string {
  return color ? `\u001b[${code}m${text}\u001b[39m` : text;
}
