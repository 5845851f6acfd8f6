import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as z from "zod";
import { argumentSchema } from "../../../config/arguments/argument-schema";
import { componentSchemas, type ComponentName } from "../../../config/arguments/component-schemas";

/** The arguments of each component as the package offers them; a question mark ends what may be left out. */
const offered = new Map<string, string[]>();
for (const line of readFileSync("test/components/golden/package-schema.txt", "utf8").split("\n")) {
  const [, owner = "", name = ""] = /^(\w+)\.(\w+\??): /.exec(line) ?? [];
  offered.set(owner, [...(offered.get(owner) ?? []), name]);
}

describe("the schemas of the components' arguments", () => {
  const components = Object.entries(componentSchemas) as [ComponentName, z.ZodObject][];
  for (const [component, own] of components) {
    it(`have the arguments of ${component}`, () => {
      const schema = argumentSchema(own);
      assert.ok(schema instanceof z.ZodObject);
      const checked = Object.entries(schema.shape).map(
        ([name, field]) => `${name}${field instanceof z.ZodOptional ? "?" : ""}`,
      );
      const known = offered.get(component) ?? [];
      // The seed checks its lists itself.
      const expected =
        component === "MembershipSeed" ? known.filter((name) => checked.includes(name)) : known;
      assert.ok(expected.length > 0);
      assert.deepEqual(checked.sort(), expected.sort());
    });
  }
});
