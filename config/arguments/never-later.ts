import * as z from "zod";
import { argumentNotesOf } from "../interfaces";
import { inner, notesOf } from "../schema-walk";

/**
 * What an argument is that can't be an Output as a whole: a map or a list in which the components
 * look for parts, or a value that decides which resources there are. Nothing for others.
 */
export function wholeOf(schema: z.core.$ZodType): "map" | "list" | "value" | undefined {
  const found = inner(schema);
  const { plain } = argumentNotesOf(found);
  if (plain === true) return "value";
  const { freeform = false, existingSecret } = notesOf(found);
  // Kubernetes takes the name and the key as they come.
  if (freeform || existingSecret !== undefined) return undefined;
  if (found instanceof z.ZodObject) return "map";
  if (found instanceof z.ZodRecord) {
    return plain === "entries" || hasParts(found.valueType) ? "map" : undefined;
  }
  if (!(found instanceof z.ZodArray)) return undefined;
  return plain === "entries" || hasParts(found.element) ? "list" : undefined;
}

function hasParts(schema: z.core.$ZodType): boolean {
  const found = inner(schema);
  return found instanceof z.ZodObject || notesOf(found).freeform === true;
}
