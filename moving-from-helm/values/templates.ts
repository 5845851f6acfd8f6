import { isMapping } from "../../config/path";

/** What a template may name beside values. */
export interface Release {
  /** Name of the Helm release, where it is known. */
  readonly name?: string | undefined;
  /** Namespace of the Helm release, where it is known. */
  readonly namespace?: string | undefined;
}

const expression = /\{\{-?\s*([\s\S]*?)\s*-?\}\}/g;
const valueName = /^\.Values\.([\w-]+(?:\.[\w-]+)*)(?:\s*\|\s*(quote|trim))?$/;

/** Whether a text holds a template expression. */
export function hasTemplate(text: string): boolean {
  return text.includes("{{");
}

/**
 * A text with its plain references filled in: `{{ .Values.a.b }}`, `{{ .Release.Name }}` and
 * `{{ .Release.Namespace }}`. Nothing when it holds anything else.
 *
 * @param lookUp the value at a path below `.Values`, rendered itself
 */
export function renderText(
  text: string,
  release: Release,
  lookUp: (path: string) => unknown,
): string | undefined {
  const rendered = text.replaceAll(expression, (whole, inside: string) => {
    const value = valueOf(inside, release, lookUp);
    // What can't be rendered stays, and is seen below.
    return value ?? whole;
  });
  return hasTemplate(rendered) ? undefined : rendered;
}

function valueOf(
  inside: string,
  release: Release,
  lookUp: (path: string) => unknown,
): string | undefined {
  if (inside === ".Release.Name") return release.name;
  if (inside === ".Release.Namespace") return release.namespace;
  const [, path, pipe] = valueName.exec(inside) ?? [];
  if (path === undefined) return undefined;
  const value = lookUp(path);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return undefined;
  }
  return pipe === "quote" ? JSON.stringify(String(value)) : String(value);
}

/** A value with every text in it replaced; the path says where below the value it stands. */
export function mapTexts(
  value: unknown,
  replace: (text: string, path: readonly string[]) => unknown,
  path: readonly string[] = [],
): unknown {
  if (typeof value === "string") return replace(value, path);
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) =>
      mapTexts(element, replace, [...path, String(index)]),
    );
  }
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, mapTexts(child, replace, [...path, key])]),
  );
}
