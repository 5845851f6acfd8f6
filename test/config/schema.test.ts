import { doesNotMatch, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";
import { stackConfigSchema } from "../../config/schema";
import { inner, notesOf } from "../../config/schema-walk";

type Schema = z.core.$ZodType;

/** Every field of the schema by its path. */
function schemaFields(schema: Schema = stackConfigSchema, path = ""): Map<string, Schema> {
  const found = inner(schema);
  if (found instanceof z.ZodArray) return schemaFields(found.element, `${path}[]`);
  if (found instanceof z.ZodRecord) return schemaFields(found.valueType, path);
  if (!(found instanceof z.ZodObject)) return new Map();
  const fields = Object.entries<Schema>(found.shape).flatMap(([key, below]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return [[at, below] as const, ...schemaFields(below, at)];
  });
  return new Map(fields);
}

/** The variables that the vendor's charts give the images. */
function variablesOfImages(): Set<string> {
  const file = resolve(__dirname, "../../../test/components/contract/contract.json");
  return new Set(readFileSync(file, "utf8").match(/(?<=")[A-Z][A-Z0-9_]+(?=")/g));
}

const fields = schemaFields();
describe("the schema of the stack config", () => {
  it("describes every field in a sentence", () => {
    ok(fields.size > 200);
    for (const [path, schema] of fields) {
      const description = notesOf(schema).description ?? "";
      match(description, /^[A-Z].*[.]$/, path);
    }
  });

  it("refuses unknown keys everywhere", () => {
    for (const [path, schema] of new Map([["", stackConfigSchema], ...fields])) {
      const found = inner(schema);
      const object = found instanceof z.ZodArray ? inner(found.element) : found;
      if (!(object instanceof z.ZodObject)) continue;
      const codes = object.safeParse({ xyzzy: 1 }).error?.issues.map(({ code }) => code) ?? [];
      ok(codes.includes("unrecognized_keys"), path);
    }
  });

  it("states no default and no example that the schema itself refuses", () => {
    const stated = [...fields].flatMap(([path, schema]) => {
      const { default: byDefault, example } = notesOf(schema);
      return [byDefault, example].flatMap((value) =>
        value === undefined ? [] : [{ path, schema, value }],
      );
    });
    ok(stated.length > 150, `${stated.length} defaults and examples`);
    for (const { path, schema, value } of stated) {
      ok(schema instanceof z.ZodType && schema.safeParse(value).success, path);
    }
  });

  it("names variables of the images alone", () => {
    const known = variablesOfImages();
    const named = [...fields.values()].flatMap((schema) => notesOf(schema).env ?? []);
    ok(named.length > 100, `${named.length} variables`);
    for (const name of named) ok(known.has(name), name);
  });

  it("doesn't repeat a default in the description", () => {
    for (const [path, schema] of fields) {
      if (path.startsWith("seed.")) continue; // Shared with the seed, which has no notes.
      doesNotMatch(notesOf(schema).description ?? "", /Default:|Absent|when absent/, path);
    }
  });
});
