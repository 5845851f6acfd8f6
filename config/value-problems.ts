import { keyProblem, MAX_DEPTH, valueProblem } from "../yaml/limits";
import { isMapping } from "../yaml/mapping";
import type { Path } from "./path";
import type { Finding } from "./problem";
import { SEALED } from "./secret-text";

/**
 * What is wrong with values wherever they stand, and the values without what is nested too deeply
 * to be looked at.
 */
export function checkValues(values: unknown): {
  readonly findings: readonly Finding[];
  readonly data: unknown;
} {
  const findings: Finding[] = [];
  const check = (value: unknown, path: Path): unknown => {
    if (path.length > MAX_DEPTH) {
      findings.push({
        path: path.slice(0, 3),
        message: `is nested deeper than ${MAX_DEPTH} levels. Make it flatter.`,
      });
      return undefined;
    }
    if (Array.isArray(value)) return value.map((child, index) => check(child, [...path, index]));
    if (isMapping(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, child]) => {
          const message = keyProblem(key);
          if (message !== undefined) findings.push({ path: [...path, key], message });
          return [key, check(child, [...path, key])];
        }),
      );
    }
    const message = value === SEALED ? undefined : valueProblem(value);
    if (message !== undefined) findings.push({ path, message });
    return value;
  };
  return { data: check(values, []), findings };
}
