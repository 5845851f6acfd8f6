import type { Change, Path } from "../../../plugin/protocol/change";
import { type Properties, type Value, isEqual, isMap, isUnknown } from "./values";

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
