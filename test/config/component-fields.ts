import { globSync, readFileSync } from "node:fs";
import * as ts from "typescript";

/** A field of a component's arguments, as its source says. */
export interface ComponentField {
  /** The text of its `@default` tag. */
  readonly default?: string;
}

/** The fields below an interface by their paths, as the components' sources declare them. */
export function componentFields(root: string): ReadonlyMap<string, ComponentField> {
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  for (const file of globSync("components/**/*.ts")) {
    const source = ts.createSourceFile(
      file,
      readFileSync(file, "utf8"),
      ts.ScriptTarget.ES2023,
      true,
    );
    for (const statement of source.statements) {
      if (ts.isInterfaceDeclaration(statement)) interfaces.set(statement.name.text, statement);
    }
  }
  const fields = new Map<string, ComponentField>();
  collect(root, "", interfaces, fields);
  return fields;
}

function collect(
  name: string,
  path: string,
  interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>,
  fields: Map<string, ComponentField>,
): void {
  const declaration = interfaces.get(name);
  if (declaration === undefined) throw new Error(`no interface ${name} in components/`);
  for (const clause of declaration.heritageClauses ?? []) {
    for (const base of clause.types) collect(base.expression.getText(), path, interfaces, fields);
  }
  for (const member of declaration.members) {
    if (!ts.isPropertySignature(member) || member.type === undefined) continue;
    const type = member.type.getText();
    const list = type.endsWith("[]") || type.endsWith("[]>");
    const key = `${path}${member.name.getText()}`;
    const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === "default");
    const text = ts.getTextOfJSDocComment(tag?.comment)?.trim();
    fields.set(key, text === undefined ? {} : { default: text });
    const below = /\b(\w+Args)\b/.exec(type)?.[1];
    if (below !== undefined) collect(below, `${key}${list ? "[]" : ""}.`, interfaces, fields);
  }
}
