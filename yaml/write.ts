import { Document, stringify, visit } from "yaml";
import { escapeRawCharacters, hasRawCharacters } from "./raw-characters";

/** How the program writes YAML. */
export const writing = {
  // What is a date, a number or a boolean to an older reader, such as kubectl's, gets quotes.
  compat: "yaml-1.1",
  aliasDuplicateObjects: false,
  lineWidth: 0,
} as const;

/** A value as YAML that every reader takes as it is. */
export function writeYaml(value: unknown): string {
  const text = stringify(value, writing);
  if (!hasRawCharacters(text)) return text;
  const document = new Document(value, writing);
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === "string" && hasRawCharacters(scalar.value)) {
        scalar.type = "QUOTE_DOUBLE";
      }
    },
  });
  return escapeRawCharacters(document.toString(writing));
}
