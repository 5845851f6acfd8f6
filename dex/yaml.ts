import { Document, isScalar, visit } from "yaml";
import type { PlainMap } from "./merge";

/**
 * The configuration as YAML. The image's entry point first runs a template engine over the file,
 * which acts on two opening braces. So they are escaped in strings; nothing else in block style has
 * them.
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
