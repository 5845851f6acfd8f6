import { deepStrictEqual, match, ok } from "node:assert/strict";
import * as z from "zod";
import { stackConfigSchema } from "../../config/schema";
import { inner, notesOf } from "../../config/schema-walk";
import { componentFields } from "./component-fields";

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

const fields = schemaFields();
const components = componentFields("ControlPlaneArgs");

/** Where config and components differ on purpose. */
const onlyInConfig = [
  "environment",
  "extends",
  "name",
  "preflight",
  "database.mode",
  "database.allowInsecure",
];
const onlyInComponents = [
  "database.managed", // `database.mode`
  "hosts.membership.path", // Only Dex has a path.
  "hosts.console.path",
  "hosts.portal.path",
  // Spans come in batches, metrics don't.
  ...["", "membership.", "console.", "portal."].map((of) => `${of}observability.metrics.batch`),
];

/** Environment variables are a map in the config, connectors one of many forms. */
const hasOtherForm = (path: string) =>
  path.includes(".env[]") || path.startsWith("dex.connectors[]");

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

  it("has the fields of the components", () => {
    const ours = [...fields.keys()].filter((path) => !onlyInConfig.includes(path));
    const theirs = [...components.keys()].filter(
      (path) => !onlyInComponents.includes(path) && !hasOtherForm(path),
    );
    deepStrictEqual(ours.sort(), theirs.sort());
  });

  it("states the defaults of the components", () => {
    for (const [path, schema] of fields) {
      const stated = components.get(path)?.default;
      const { default: value } = notesOf(schema);
      // Defaults in words can't be compared.
      if (stated === undefined || !/^(\[.*\]|"[^"]*"|\d+|true|false)$/.test(stated)) continue;
      if (path === "dex.admin.enabled") continue; // It depends on the environment here.
      if (value === undefined) {
        ok(notesOf(schema).defaultText !== undefined || path.startsWith("seed."), path);
        continue;
      }
      deepStrictEqual(value, JSON.parse(stated), path);
    }
  });

  it("states no default that the schema itself refuses", () => {
    for (const [path, schema] of fields) {
      const { default: value } = notesOf(schema);
      if (value === undefined || !(schema instanceof z.ZodType)) continue;
      ok(schema.safeParse(value).success, path);
    }
  });
});
