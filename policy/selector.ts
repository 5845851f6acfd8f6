import { at, isRecord, listAt, may } from "./resource";

/** Whether a label selector of Kubernetes picks the labels; what isn't known counts as fitting. */
export function selects(selector: unknown, labels: unknown): boolean {
  const matchLabels = at(selector, "matchLabels");
  const labelsToMatch = isRecord(matchLabels) ? Object.entries(matchLabels) : [];
  return (
    labelsToMatch.every(([key, value]) => fits(at(labels, key), value)) &&
    listAt(selector, "matchExpressions").every((expression) => matches(expression, labels))
  );
}

function fits(found: unknown, expected: unknown): boolean {
  return may(found, (known) => may(expected, (other) => known === other));
}

function matches(expression: unknown, labels: unknown): boolean {
  const value = at(labels, String(at(expression, "key")));
  const values = listAt(expression, "values");
  return may(value, (known) => {
    switch (at(expression, "operator")) {
      case "In":
        return values.includes(known);
      case "NotIn":
        return !values.includes(known);
      case "Exists":
        return known !== undefined;
      case "DoesNotExist":
        return known === undefined;
      default:
        return false;
    }
  });
}
