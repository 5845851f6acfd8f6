import type { TextFormat } from "./text-formats";

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const days = "sun mon tue wed thu fri sat".split(" ");

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of the values, from the least one. */
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { name: "minute", least: 0, most: 59 },
  { name: "hour", least: 0, most: 23 },
  { name: "day of the month", least: 1, most: 31 },
  { name: "month", least: 1, most: 12, names: months },
  { name: "day of the week", least: 0, most: 6, names: days },
];

/** Days that a month has at most, in a leap year. */
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const right = 'Write five fields, such as "0/30 * * * *", or @daily.';

/** A schedule as Kubernetes reads it, and that comes due. */
export const cronSchedule: TextFormat = (value) => {
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(value)) return undefined;
  if (/^@every ([1-9]\d*(\.\d+)?(h|m|s))+$/.test(value)) return undefined;
  if (/^(CRON_)?TZ=/.test(value)) {
    return "has a time zone, which Kubernetes refuses there. Remove it, and write the time in UTC.";
  }
  const texts = value.trim().split(/\s+/);
  if (texts.length !== fields.length) return `is not a cron schedule. ${right}`;
  for (const [index, field] of fields.entries()) {
    if (valuesOf(texts[index] ?? "", field) !== undefined) continue;
    return `has a wrong ${field.name}. Use ${field.least} to ${field.most}, as in */2, 1-5 or 0,30.`;
  }
  const [, , day, month, weekday] = fields.map((field, index) =>
    valuesOf(texts[index] ?? "", field),
  );
  // With both given, either of the two days is enough.
  if (!/^[*?]/.test(texts[4] ?? "") && weekday !== undefined) return undefined;
  return day?.some((each) => month?.some((of) => each <= (longest[of - 1] ?? 0))) === true
    ? undefined
    : "is for a day that no such month has, so it would never run. Correct the day or the month.";
};

/** The values of a field; nothing where Kubernetes can't read it. */
function valuesOf(text: string, field: Field): number[] | undefined {
  const parts = text.split(",").map((part) => rangeOf(part, field));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function rangeOf(part: string, field: Field): number[] | undefined {
  const [, range = "", step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  if (range === "" || Number(step ?? 1) < 1) return undefined;
  const [first = "", last, ...others] = range.split("-");
  if (others.length > 0) return undefined;
  const isAny = range === "*" || range === "?";
  const from = isAny ? field.least : numberOf(first, field);
  // A step without an end goes on to the greatest value.
  const end =
    isAny || (last === undefined && step !== undefined)
      ? field.most
      : numberOf(last ?? first, field);
  if (from === undefined || end === undefined || from > end) return undefined;
  const count = Math.floor((end - from) / Number(step ?? 1)) + 1;
  return Array.from({ length: count }, (_, index) => from + index * Number(step ?? 1));
}

function numberOf(text: string, { least, most, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return least + named;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
