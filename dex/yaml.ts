import { Document, isScalar, visit } from "yaml";
import type { PlainMap } from "./merge";

/**
 * The document as YAML that reaches Dex unharmed. The image's entry point runs a template engine
 * over the file first, which would act on two opening braces: inside strings they are written with
 * an escape, and nothing else in block style has them.
 */
export function dexYaml(document: PlainMap): string {
  const yaml = new Document(document, { aliasDuplicateObjects: false });
  visit(yaml, {
    Scalar: (_key, node) => {
      if (isScalar(node) && typeof node.value === "string" && node.value.includes("{{")) {
        node.type = "QUOTE_DOUBLE";
      }
    },
  });
  return yaml.toString({ lineWidth: 0 }).replaceAll("{{", "{\\x7B");
}
