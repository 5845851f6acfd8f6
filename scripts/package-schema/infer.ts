import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import ts from "typescript";
import { componentSchemas } from "../../config/arguments/component-schemas";
import { projectRoot } from "../../workspace/folders";
import type { SchemaProperties } from "./property";

/** What the sources say of the components. */
export interface Inferred {
  readonly components: Readonly<Record<string, InferredComponent>>;
  readonly types: Readonly<Record<string, InferredType>>;
}

/** A type as its interface declares it. */
export interface InferredType {
  readonly description?: string;
  readonly properties: SchemaProperties;
}

/** A component as its class and its arguments declare it. */
export interface InferredComponent {
  readonly description: string;
  readonly inputs: SchemaProperties;
  readonly outputs: SchemaProperties;
}

/** Infers components and types from the sources, by the SDK's own analyzer. */
export function inferComponents(): Inferred {
  const folder = path.join(projectRoot(), "scripts", "package-schema");
  const manifest = { main: "../../components/index.js" };
  const names = new Set(Object.keys(componentSchemas));
  const { components, typeDefinitions } = new Analyzer(
    folder,
    "formance-control-plane",
    manifest,
    names,
  ).analyze();
  const descriptions = interfaceDescriptions();
  const types = Object.entries(typeDefinitions).map(([name, { properties = {} }]) => [
    name,
    { description: descriptions.get(name), properties },
  ]);
  return {
    components: components as Record<string, InferredComponent>,
    types: Object.fromEntries(types) as Inferred["types"],
  };
}

/** What the sources say of each interface; the analyzer misses those that it meets too late. */
function interfaceDescriptions(): ReadonlyMap<string, string> {
  const root = projectRoot();
  const found = new Map<string, string>();
  for (const file of globSync("components/**/*.ts", { cwd: root })) {
    const text = readFileSync(path.join(root, file), "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (!ts.isInterfaceDeclaration(statement)) continue;
      const [comment] = ts.getJSDocCommentsAndTags(statement);
      const description = comment && ts.getTextOfJSDocComment(comment.comment);
      if (description !== undefined) found.set(statement.name.text, description);
    }
  }
  return found;
}
