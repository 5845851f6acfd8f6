import { randomInt } from "node:crypto";

/** What a random string may and must hold; the defaults are those of the official provider. */
export interface StringRules {
  readonly length: number;
  readonly lower: boolean;
  readonly upper: boolean;
  readonly numeric: boolean;
  readonly special: boolean;
  readonly overrideSpecial?: string;
  readonly minLower: number;
  readonly minUpper: number;
  readonly minNumeric: number;
  readonly minSpecial: number;
}

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const NUMERIC = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/** A string by the rules, from the system's secure randomness. */
export function randomCharacters(rules: StringRules): string {
  const special = rules.overrideSpecial ?? SPECIAL;
  const alphabet = [
    rules.lower ? LOWER : "",
    rules.upper ? UPPER : "",
    rules.numeric ? NUMERIC : "",
    rules.special ? special : "",
  ].join("");
  const required = [
    ...pick(LOWER, rules.minLower),
    ...pick(UPPER, rules.minUpper),
    ...pick(NUMERIC, rules.minNumeric),
    ...pick(special, rules.minSpecial),
  ];
  return shuffle([...required, ...pick(alphabet, rules.length - required.length)]).join("");
}

function pick(alphabet: string, count: number): string[] {
  return Array.from({ length: count }, () => alphabet.charAt(randomInt(alphabet.length)));
}

function shuffle<T>(items: readonly T[]): T[] {
  const result: T[] = [];
  for (const item of items) {
    // Each item goes to a random place among the ones before it, which makes all orders as likely.
    const place = randomInt(result.length + 1);
    const displaced = result[place];
    if (displaced !== undefined) result.push(displaced);
    result[place] = item;
  }
  return result;
}
