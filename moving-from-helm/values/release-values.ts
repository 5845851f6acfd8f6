import { isDeepStrictEqual } from "node:util";
import { merge } from "../../yaml/merge";
import { isMapping, type Mapping } from "../../config/path";
import { chartDefaults } from "../chart/chart-defaults";
import type { UmbrellaChart } from "../chart/umbrella-charts";
import type { LeftOver } from "../capabilities/capability";
import type { ServiceNames, Subchart } from "../service-names";
import { at, layOut, leaves } from "./layout";
import type { ImportNote, Outcome } from "../note";
import { hasTemplate, mapTexts, renderText, type Release } from "./templates";

/**
 * The values that a release runs with: those given, over the chart's defaults. It remembers what was
 * read, so that what nothing read can be named.
 */
export class ReleaseValues {
  readonly notes: ImportNote[];
  /** The charts that NATS was given to by themselves; none: it is given to all, or to none. */
  readonly natsOf: ReadonlySet<Subchart>;
  readonly #given: Mapping;
  readonly #defaults: unknown;
  readonly #effective: unknown;
  readonly #written: (path: string) => string;
  readonly #used = new Set<string>();

  constructor(
    given: Mapping,
    readonly release: Release,
    chart: UmbrellaChart,
  ) {
    const { values, written, natsOf, notes } = layOut(given);
    this.#given = values;
    this.#written = written;
    this.natsOf = natsOf;
    this.notes = [...notes];
    this.#defaults = chartDefaults(chart);
    this.#effective = merge(this.#defaults, values);
  }

  /** The value, with its templates rendered; an empty one is none. */
  get(path: string): unknown {
    this.#used.add(path);
    const value = this.#rendered(path, at(this.#effective, path));
    return isEmpty(value) ? undefined : value;
  }

  /** The value where it was given, and not where it is the chart's default. */
  given(path: string): unknown {
    const value = this.get(path);
    return this.isGiven(path) ? value : undefined;
  }

  /** Whether the values have the key, empty or not. */
  isGiven(path: string): boolean {
    return at(this.#given, path) !== undefined;
  }

  text(path: string): string | undefined {
    const value = this.get(path);
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    this.#mistyped(path, value, "a string");
    return undefined;
  }

  number(path: string): number | undefined {
    const value = this.get(path);
    if (typeof value === "number") return value;
    const isNumber = typeof value === "string" && /^\d+$/.test(value);
    if (isNumber) return Number(value);
    this.#mistyped(path, value, "a number");
    return undefined;
  }

  flag(path: string): boolean | undefined {
    const value = this.get(path);
    if (typeof value === "boolean") return value;
    if (value === "true" || value === "1" || value === 1) return true;
    if (value === "false" || value === "0" || value === 0) return false;
    this.#mistyped(path, value, "true or false");
    return undefined;
  }

  map(path: string): Mapping | undefined {
    const value = this.get(path);
    if (isMapping(value)) return value;
    this.#mistyped(path, value, "a map");
    return undefined;
  }

  list(path: string): readonly unknown[] | undefined {
    const value = this.get(path);
    if (Array.isArray(value)) return value as readonly unknown[];
    this.#mistyped(path, value, "a list");
    return undefined;
  }

  /** Whether the release has the service. */
  deploys({ platform }: ServiceNames): boolean {
    const enabled =
      platform === undefined ? "membership.dex.enabled" : `global.platform.${platform}.enabled`;
    return this.flag(enabled) !== false;
  }

  /** Whether the values or the chart's defaults have the key, empty or not. */
  has(path: string): boolean {
    return at(this.#effective, path) !== undefined;
  }

  /** Whether the value is another one than the chart's own. */
  isChanged(path: string): boolean {
    const given = at(this.#given, path);
    return given !== undefined && !isDeepStrictEqual(given, at(this.#defaults, path));
  }

  /** The keys of a map, which are no use of what stands below them. */
  keysOf(path: string): string[] {
    const value = at(this.#effective, path);
    return isMapping(value) ? Object.keys(value) : [];
  }

  note(path: string, outcome: Outcome, reason: string): void {
    this.notes.push({ key: this.nameOf(path), outcome, reason });
  }

  noteLeftOver(path: string, { outcome, reason }: LeftOver): void {
    this.note(path, outcome, reason);
  }

  /** The key as the person's own values have it, with a word where they don't. */
  nameOf(path: string): string {
    const [key = path] = path.split("[");
    return this.#written(path) + (this.isGiven(key) ? "" : " (default)");
  }

  /** The values that were given and that nothing has read, except for empty ones. */
  unused(): { readonly path: string; readonly isDefault: boolean }[] {
    const used = [...this.#used];
    return leaves(this.#given)
      .filter(([path, value]) => {
        if (path === "" || isEmpty(value)) return false;
        return !used.some((asked) => path === asked || path.startsWith(`${asked}.`));
      })
      .map(([path, value]) => ({
        path,
        isDefault: isDeepStrictEqual(at(this.#defaults, path), value),
      }));
  }

  #rendered(path: string, value: unknown, depth = 0): unknown {
    const [chart = ""] = path.split(".");
    return mapTexts(value, (text, below) => {
      if (!hasTemplate(text)) return text;
      const rendered = renderText(text, this.release, (name) => {
        const whole = name.startsWith("global.") ? name : `${chart}.${name}`;
        // A value may name another one; one that names itself has no end.
        return depth > 5 ? undefined : this.#rendered(whole, at(this.#effective, whole), depth + 1);
      });
      if (rendered === undefined && depth === 0) {
        this.note(
          [path, ...below].join("."),
          "lost",
          "It has a template expression that is more than a plain reference, such as {{ .Values.global.serviceHost }}. Replace it with the result that helm get manifest shows.",
        );
      }
      return rendered;
    });
  }

  #mistyped(path: string, value: unknown, wanted: string): void {
    if (value !== undefined) this.note(path, "lost", `It is not ${wanted}.`);
  }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isMapping(value) && Object.keys(value).length === 0;
}
