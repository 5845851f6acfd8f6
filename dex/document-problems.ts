import { connectorProblems } from "./connector-problems";
import { documentKeys, tooNew, withoutKeys } from "./document-keys";
import { dexDocumentSchema } from "./document-schema";
import type { PlainMap } from "./merge";
import { dexRelease, dexReleases, type DexKnowledge } from "./releases";

/** What Dex would misread, each with its path in the document; never a value. */
export function documentProblems(document: PlainMap, knowledge: DexKnowledge = {}): string[] {
  const { allowUnknownKeys = false } = knowledge;
  const release = dexRelease(knowledge.release);
  if (release === undefined) return [`version is not one of ${dexReleases.join(", ")}`];
  const keys = documentKeys(dexDocumentSchema, document);
  const unknown = allowUnknownKeys ? keys.filter(({ isKnown }) => !isKnown) : [];
  const judged = withoutKeys(
    document,
    unknown.map(({ path }) => path),
  );
  const written = (path: readonly PropertyKey[], message: string) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`;
  const issues = dexDocumentSchema.safeParse(judged).error?.issues ?? [];
  return [
    ...issues.map(({ path, message }) => written(path, message)),
    ...(issues.length === 0 ? connectorProblems(judged.connectors) : []).map(({ path, message }) =>
      written(path, message),
    ),
    ...keys.flatMap((key) => {
      const message = tooNew(key, release);
      return message === undefined ? [] : [written(key.path, message)];
    }),
  ];
}
