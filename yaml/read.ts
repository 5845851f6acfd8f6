import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import { Expansion } from "./expansion";
import { YamlError } from "./error";
import { DATE_PROBLEM, keyProblem, MAX_DEPTH, MAX_LENGTH, valueProblem } from "./limits";
import { findLinks, type Links } from "./links";
import type { Mapping } from "./mapping";
import { parseText, tooDeep } from "./parse";
import type { Path } from "./path";
import { meaningOf, type ScalarMeaning } from "./scalar";

/** A value that would not arrive as it is written. */
export interface YamlProblem {
  readonly path: Path;
  /** Words that continue the path. */
  readonly message: string;
  readonly line: number;
  /** Whether it is a date without quotes, which other readers than Pulumi's take as text. */
  readonly isDate: boolean;
}

/** What was read last: a command reads the stack file in several places. */
let last: { readonly text: string; readonly read: WeakRef<YamlText> } | undefined;

/**
 * Reads a text as the Pulumi engine does: merge keys, aliases, numbers and dates have the meaning
 * that they have there. This is the only reader of files that people write.
 *
 * @throws {YamlError} whose words quote nothing of the text
 */
export function readYaml(text: string, limit = MAX_LENGTH): YamlText {
  if (text.length > limit) {
    throw new YamlError(`it is longer than ${limit / 1_000_000} million characters. Split it.`);
  }
  const known = last?.text === text ? last.read.deref() : undefined;
  if (known !== undefined) return known;
  try {
    const read = new YamlText(text);
    last = { text, read: new WeakRef(read) };
    return read;
  } catch (error) {
    if (error instanceof RangeError) throw new YamlError(tooDeep);
    throw error;
  }
}

/** A text that was read, with the lines of its values. */
export class YamlText {
  /** Maps, lists, strings, numbers, booleans and `null`; `null` for an empty text. */
  readonly value: unknown;
  readonly problems: YamlProblem[] = [];
  readonly #root: Node | null;
  readonly #lines: LineCounter;
  readonly #links: Links;
  readonly #expansion = new Expansion();
  readonly #pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  readonly #path: (string | number)[] = [];

  /** Use {@link readYaml}. */
  constructor(text: string) {
    const { document, lines } = parseText(text);
    this.#root = document?.contents ?? null;
    this.#lines = lines;
    this.#links = findLinks(this.#root, (node, reason) => this.#error(node, reason));
    this.value = this.#valueOf(this.#root, 0);
  }

  /** The line of the value at the path, or of the nearest one above it. */
  lineOf(path: Path): number | undefined {
    let node: unknown = this.#root;
    let line: number | undefined;
    for (const step of path) {
      const next = this.#below(node, step);
      if (next === undefined) break;
      line = this.#lineOf(next.at);
      node = next.value;
    }
    return line;
  }

  /** Whether the value at the path is written elsewhere, and comes by an alias or a merge key. */
  isLinked(path: Path): boolean {
    let node: unknown = this.#root;
    for (const step of path) {
      const next = this.#below(node, step);
      if (next === undefined || isAlias(node) || next.isMerged === true) return next !== undefined;
      node = next.value;
    }
    return isAlias(node);
  }

  #valueOf(node: unknown, depth: number): unknown {
    if (depth > MAX_DEPTH) throw this.#error(node, tooDeep);
    if (!this.#expansion.count()) {
      throw this.#error(node, "it repeats too much through aliases. Write the values out.");
    }
    if (isAlias(node)) {
      const target = this.#links.get(node);
      if (!this.#expansion.enter(node)) throw this.#error(node, "an alias is inside its anchor.");
      const value = this.#valueOf(target, depth);
      this.#expansion.leave(node);
      return value;
    }
    if (isMap(node)) return this.#mapOf(node, depth);
    if (isSeq(node)) return node.items.map((item, index) => this.#at(index, item, depth + 1));
    return this.#scalarOf(node);
  }

  #at(step: string | number, node: unknown, depth: number): unknown {
    this.#path.push(step);
    const value = this.#valueOf(node, depth);
    this.#path.pop();
    return value;
  }

  #mapOf(map: YAMLMap, depth: number): Mapping {
    const entries = new Map<string, unknown>();
    const written = new Set<string>();
    for (const { key, value } of map.items) {
      const name = this.#keyOf(key);
      if (written.has(name)) throw this.#error(key, "a map has the same key twice. Remove one.");
      written.add(name);
      if (isMergeKey(key)) continue;
      this.#checkKey(key, name);
      entries.set(name, this.#at(name, value, depth + 1));
    }
    for (const source of this.#merged(map)) {
      const known = this.problems.length;
      const below = this.#valueOf(source, depth + 1) as Mapping;
      const isHidden = ({ path }: YamlProblem) => entries.has(String(path[this.#path.length]));
      this.problems.push(...this.problems.splice(known).filter((each) => !isHidden(each)));
      for (const [name, value] of Object.entries(below)) {
        if (!entries.has(name)) entries.set(name, value);
      }
    }
    return Object.fromEntries(entries);
  }

  #checkKey(key: unknown, name: string): void {
    const isDate = this.#meaningOf(key).isDate === true;
    const problem = isDate ? DATE_PROBLEM : keyProblem(name);
    if (problem !== undefined) this.#report(key, problem, [...this.#path, name], isDate);
  }

  /** The maps that a map merges in by `<<`, the strongest first. */
  #merged(map: YAMLMap): readonly unknown[] {
    return map.items.flatMap(({ key, value }) => {
      if (!isMergeKey(key)) return [];
      const sources = isSeq(value) ? value.items : [value];
      for (const source of sources) {
        const meant = isAlias(source) ? this.#links.get(source) : source;
        if (!isMap(meant)) {
          const reason = isScalar(key) && key.type !== "PLAIN" ? " Quotes don't change that." : "";
          throw this.#error(
            key,
            `the key << merges a map, and this isn't one.${reason} Write a map, or choose another key.`,
          );
        }
      }
      return sources;
    });
  }

  #keyOf(key: unknown): string {
    const { value } = this.#meaningOf(key);
    return value === null ? "<nil>" : String(value);
  }

  #scalarOf(node: unknown): unknown {
    const { value, isDate = false } = this.#meaningOf(node);
    const problem = isDate ? DATE_PROBLEM : valueProblem(value);
    if (problem !== undefined) this.#report(node, problem, [...this.#path], isDate);
    return value;
  }

  #meaningOf(written: unknown): ScalarMeaning {
    const node = isAlias(written) ? this.#links.get(written) : written;
    if (isMap(node) || isSeq(node)) throw this.#error(written, "a key is a map or a list.");
    // Nothing is written where a value may be left out.
    if (!isScalar(node)) return { value: null };
    const { value, type, tag } = node;
    const meaning = meaningOf({ text: String(value), isQuoted: type !== "PLAIN", tag });
    if (meaning === undefined)
      throw this.#error(node, "a value isn't of the type that its tag says.");
    return meaning;
  }

  /** The value below a node, and the node that shows where it stands. */
  #below(from: unknown, step: string | number): Below | undefined {
    const node = isAlias(from) ? this.#links.get(from) : from;
    if (isSeq(node)) {
      const item = typeof step === "number" ? node.items[step] : undefined;
      return item === undefined ? undefined : { at: item, value: item };
    }
    if (!isMap(node)) return undefined;
    const own = this.#pairsOf(node).get(String(step));
    if (own !== undefined) return { at: own.key, value: own.value };
    for (const source of this.#merged(node)) {
      const found = this.#below(source, step);
      if (found !== undefined) return { ...found, isMerged: true };
    }
    return undefined;
  }

  #pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const known = this.#pairs.get(map);
    if (known !== undefined) return known;
    const own = map.items.filter(({ key }) => !isMergeKey(key));
    const pairs = new Map(own.map((pair) => [this.#keyOf(pair.key), pair]));
    this.#pairs.set(map, pairs);
    return pairs;
  }

  #report(node: unknown, message: string, path: Path, isDate: boolean): void {
    this.problems.push({ path, message, line: this.#lineOf(node), isDate });
  }

  #error(node: unknown, reason: string): YamlError {
    return new YamlError(reason, this.#lineOf(node));
  }

  #lineOf(node: unknown): number {
    const { range } = (node ?? {}) as { range?: readonly [number, number, number] };
    return this.#lines.linePos(range?.[0] ?? 0).line;
  }
}

interface Below {
  readonly at: unknown;
  readonly value: unknown;
  readonly isMerged?: boolean;
}

/** The engine passes the text on to itself without the quotes, so they don't matter. */
function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === "<<";
}
