import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { definitionNames } from "../../scripts/editor-schema";
import { withDefinitions, withPropertyGroup } from "../../scripts/shared-definitions";

const address = (description: string) => ({
  type: "object" as const,
  description,
  properties: { host: { type: "string" as const, description: "Host." } },
});

describe("definitions of a JSON Schema", () => {
  it("state once what is used twice, and leave the description beside the reference", () => {
    const schema = withDefinitions({
      type: "object",
      properties: { address: address("One."), other: address("Another.") },
    });
    const use = (description: string) => ({
      type: "object",
      description,
      allOf: [{ $ref: "#/$defs/address" }],
    });
    deepStrictEqual(schema, {
      type: "object",
      properties: { address: use("One."), other: use("Another.") },
      $defs: { address: { properties: { host: { type: "string", description: "Host." } } } },
    });
  });

  it("leave alone what is used once, inside a definition too", () => {
    const outer = { properties: { inner: address("Inner.") } };
    strictEqual(withDefinitions({ properties: { outer } }).$defs, undefined);
    const schema = withDefinitions({ properties: { one: outer, two: outer } });
    deepStrictEqual(schema.$defs, { one: outer });
  });

  it("are called after the key, the entry of a list, or as they are told", () => {
    const schema = (names?: Record<string, string>) =>
      withDefinitions(
        {
          properties: {
            servers: { type: "array", items: address("Entry.") },
            area: { properties: { host: address("Host.") } },
          },
        },
        names,
      );
    deepStrictEqual(Object.keys(schema().$defs ?? {}), ["server"]);
    deepStrictEqual(Object.keys(schema({ "area.host": "place" }).$defs ?? {}), ["place"]);
  });

  it("refuse one name for two", () => {
    const port = { properties: { port: { type: "integer" as const } } };
    const both = {
      one: { properties: { from: address("From."), to: port } },
      two: { properties: { from: port, to: address("To.") } },
    };
    throws(
      () => withDefinitions({ properties: both }, { "one.from": "end", "one.to": "end" }),
      /Two definitions are called end: name the one of one.to/,
    );
  });

  it("share a group of properties between maps that refuse all others", () => {
    const map = (own: string) => ({
      properties: { [own]: true, a: address("A."), b: true },
      additionalProperties: false,
    });
    const schema = withPropertyGroup({ properties: { x: map("x"), y: map("y") } }, "shared", [
      "a",
      "b",
    ]);
    deepStrictEqual(schema.properties?.x, {
      properties: { x: true, a: true, b: true },
      additionalProperties: false,
      allOf: [{ $ref: "#/$defs/shared" }],
    });
    deepStrictEqual(schema.$defs, { shared: { properties: { a: address("A."), b: true } } });
  });
});

describe("the definitions of the generated schemas", () => {
  for (const file of globSync("schemas/*.json")) {
    it(`${file} refers to each of them, and to no others`, () => {
      const text = readFileSync(file, "utf8");
      const { $defs = {} } = JSON.parse(text) as { $defs?: Record<string, unknown> };
      const referred = [...text.matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, name]) => name);
      deepStrictEqual([...new Set(referred)].sort(), Object.keys($defs).sort());
    });
  }

  it("use every name that they are given", () => {
    const schema = readFileSync("schemas/stack-config.json", "utf8");
    const { $defs } = JSON.parse(schema) as { $defs: Record<string, unknown> };
    for (const name of Object.values(definitionNames)) ok(name in $defs, name);
  });
});
