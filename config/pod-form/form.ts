import * as z from "zod";
import { nearest } from "../../messages/did-you-mean";
import { text } from "../fields";
import { metadataKey } from "../label-formats";
import { isMapping, type Path } from "../path";
import { matching, quantity } from "../text-formats";

/**
 * A map in Kubernetes' own form. A slip of a known key is refused; other keys pass, because a later
 * Kubernetes may know them.
 */
export function form<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.looseObject(shape).superRefine((value, context) => {
    for (const key of Object.keys(value)) {
      const meant = known.includes(key) ? undefined : nearest(key, known);
      if (meant === undefined) continue;
      context.addIssue({
        code: "custom",
        path: [key],
        message: `is not a known key. Did you mean ${meant}?`,
      });
    }
  });
}

/** Reports what is wrong at a key. */
export type Report = (key: string, message: string) => void;

/** The report of a refinement. */
export function reportIn(context: z.RefinementCtx): Report {
  return (key, message) => {
    context.addIssue({ code: "custom", path: [key], message });
  };
}

/** A key of a label. */
export const labelKey = () => text(metadataKey);

/** An amount, as a number or with a unit. */
export const amount = () => z.union([z.number().min(0), text(quantity)]);

/** A path inside a volume. */
export const innerPath = () =>
  text(
    matching(
      /^(?!\/)(?!\.\.)(?!.*\/\.\.(\/|$)).+$/,
      "is not a path inside the volume. Write it without a slash in front, and without .. in it.",
    ),
  );

/** Which of some keys a map has. */
export function given(value: Readonly<Record<string, unknown>>, keys: readonly string[]): string[] {
  return keys.filter((key) => value[key] !== undefined && value[key] !== null);
}

/** Where a value is known later, or encrypted: neither a map or list nor a plain value. */
export function unknownPaths(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => unknownPaths(each, [...path, index]));
  }
  if (isMapping(value)) {
    return Object.entries(value).flatMap(([key, each]) => unknownPaths(each, [...path, key]));
  }
  return typeof value === "symbol" || (typeof value === "object" && value !== null) ? [path] : [];
}
