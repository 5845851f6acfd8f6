import { isUtf8 } from "node:buffer";

/** What a scalar means. */
export interface ScalarMeaning {
  readonly value: string | number | boolean | null;
  /** A date without quotes; its value is the text as written. */
  readonly isDate?: boolean;
}

/** A scalar as it is written. */
export interface WrittenScalar {
  readonly text: string;
  /** In quotes, or a block of text. */
  readonly isQuoted: boolean;
  /** The explicit tag in its long form, such as `tag:yaml.org,2002:str`. */
  readonly tag: string | undefined;
}

type Tag = "null" | "bool" | "int" | "float" | "timestamp";
type Found = ScalarMeaning & { readonly tag: Tag };

const prefix = "tag:yaml.org,2002:";
const typed: readonly string[] = ["null", "bool", "int", "float", "timestamp"];

const constants: readonly (readonly [tag: Tag, value: boolean | number | null, words: string])[] = [
  ["null", null, "~ null Null NULL"],
  ["bool", true, "true True TRUE"],
  ["bool", false, "false False FALSE"],
  ["float", Number.NaN, ".nan .NaN .NAN"],
  ["float", Number.POSITIVE_INFINITY, ".inf .Inf .INF +.inf +.Inf +.INF"],
  ["float", Number.NEGATIVE_INFINITY, "-.inf -.Inf -.INF"],
];

const words = new Map<string, Found>([
  ["", { tag: "null", value: null }],
  ...constants.flatMap(([tag, value, list]) =>
    list.split(" ").map((word): [string, Found] => [word, { tag, value }]),
  ),
]);

/**
 * What a scalar means to the Pulumi engine, which reads YAML with Go's yaml.v3: neither 1.1 nor 1.2
 * of the standard. Nothing if its tag and its text don't go together.
 */
export function meaningOf({ text, isQuoted, tag }: WrittenScalar): ScalarMeaning | undefined {
  const type = tag?.startsWith(prefix) === true ? tag.slice(prefix.length) : tag;
  if (type === "binary") return decoded(text);
  if (type === undefined ? isQuoted : !typed.includes(type)) return { value: text };
  const found = words.get(text) ?? dateIn(text, type) ?? numberIn(text);
  if (type === undefined) return found ?? { value: text };
  const fits = found?.tag === type || (type === "float" && found?.tag === "int");
  return fits ? found : undefined;
}

function decoded(text: string): ScalarMeaning | undefined {
  const compact = text.replaceAll(/[\r\n]/g, "");
  const isBase64 = compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact);
  if (!isBase64) return undefined;
  // Bytes that are no text would not arrive as they are.
  const bytes = Buffer.from(compact, "base64");
  return isUtf8(bytes) ? { value: bytes.toString("utf8") } : undefined;
}

const time = String.raw`(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?`;
const date = new RegExp(
  String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]${time}(?:Z|[+-]\d\d:\d\d)| ${time})?$`,
);

function dateIn(text: string, type: string | undefined): Found | undefined {
  if (type !== undefined && type !== "timestamp") return undefined;
  const parts = date.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, ...clock] = parts
    .slice(1)
    .filter((part) => (part as string | undefined) !== undefined)
    .map(Number);
  const [hour = 0, minute = 0, second = 0] = clock;
  const isClock = hour < 24 && minute < 60 && second < 60;
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= days;
  return isClock && isDay ? { tag: "timestamp", value: text, isDate: true } : undefined;
}

const decimal = /^[-+]?(?:0|[1-9]\d*)$/;
const based = /^([-+]?)0(?:([xX])([\da-fA-F]+)|([bB])([01]+)|[oO]?([0-7]+))$/;
const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

function numberIn(text: string): Found | undefined {
  if (!/^[-+.\d]/.test(text)) return undefined;
  // A number that begins with a dot has no underscores.
  const plain = text.startsWith(".") ? text : text.replaceAll("_", "");
  const inBase = based.exec(plain);
  if (inBase !== null) {
    const [, sign, hex, hexDigits, , binaryDigits, octalDigits = ""] = inBase;
    const digits = hexDigits ?? binaryDigits ?? octalDigits;
    const base = hex !== undefined ? "0x" : binaryDigits !== undefined ? "0b" : "0o";
    const amount = BigInt(base + digits);
    if (amount >= 2n ** 64n) return undefined;
    return { tag: "int", value: Number(sign === "-" ? -amount : amount) };
  }
  if (decimal.test(plain)) return { tag: "int", value: Number(plain) };
  if (!float.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? { tag: "float", value } : undefined;
}
