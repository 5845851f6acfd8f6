import { type Properties, type Value, isEqual, isMap, isUnknown } from "./values";

/** The way from a resource's properties to one value. */
export type Path = readonly (string | number)[];

/** One difference between the old and the new properties of a resource. */
export interface Change {
  readonly path: Path;
  readonly kind: "add" | "delete" | "update";
  /** Whether only a new resource can have the new value. */
  readonly replace: boolean;
}

/** What a resource's new properties change. */
export interface DiffResult {
  readonly changes: readonly Change[];
  /** Whether a replacement must wait until the old resource is gone. */
  readonly deleteBeforeReplace?: boolean;
}

/** The leaves that differ between two maps of properties; an unknown value always differs. */
export function compare(
  olds: Properties,
  news: Properties,
  replaces: (path: Path) => boolean = () => false,
): Change[] {
  return compareMaps([], olds, news).map((change) => ({
    ...change,
    replace: replaces(change.path),
  }));
}

/** A path as the engine writes it: `spec.ports[0].name`, `metadata.labels["a.b/c"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}

type Difference = Omit<Change, "replace">;

function compareMaps(path: Path, olds: Properties, news: Properties): Difference[] {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...keys].flatMap((key) => compareValues([...path, key], olds[key], news[key]));
}

function compareValues(path: Path, old: Value | undefined, value: Value | undefined): Difference[] {
  if (old === undefined && value === undefined) return [];
  if (old === undefined) return [{ path, kind: "add" }];
  if (value === undefined) return [{ path, kind: "delete" }];
  if (isMap(old) && isMap(value)) return compareMaps(path, old, value);
  if (Array.isArray(old) && Array.isArray(value)) {
    return Array.from({ length: Math.max(old.length, value.length) }, (_, index) =>
      compareValues([...path, index], old[index], value[index]),
    ).flat();
  }
  return isEqual(old, value) && !isUnknown(value) ? [] : [{ path, kind: "update" }];
}
