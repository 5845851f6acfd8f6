import { dexDocumentSchema } from "./document-schema";
import type { PlainMap } from "./merge";

/** What Dex would misread, each with its path in the document; never a value. */
export function documentProblems(document: PlainMap): string[] {
  return (dexDocumentSchema.safeParse(document).error?.issues ?? []).map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
}
