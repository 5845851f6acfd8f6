import assert from "node:assert/strict";
import { exampleStacks, profileStacks } from "../../support/example-stacks";
import { recordControlPlane } from "../../support/control-plane";
import type { Recorded } from "../../support/mocks";

/** Empty maps that say something: a volume of its own kind, and everything that can be selected. */
const MEANINGFUL = new Set(["emptyDir", "podSelector", "namespaceSelector"]);

/** Paths of the empty maps and lists that an API server leaves out when it stores the object. */
function emptyFields(value: unknown, path: string): string[] {
  if (value === null || typeof value !== "object") return [];
  const children = Object.entries(value);
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (children.length === 0) return MEANINGFUL.has(name) ? [] : [path];
  return children.flatMap(([key, child]) => emptyFields(child, `${path}.${key}`));
}

function emptyFieldsOf(resources: readonly Recorded[]): string[] {
  return resources
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .flatMap(({ inputs, name }) =>
      Object.entries(inputs).flatMap(([key, value]) => emptyFields(value, `${name}.${key}`)),
    );
}

// The official provider compares with what the server has stored: a field that the server left out
// is a change in every preview, and replaces an immutable object in every `up`.
describe("objects without empty fields", () => {
  for (const stack of [...exampleStacks(), ...profileStacks()]) {
    it(`are those of the example ${stack.name}`, async () => {
      assert.deepEqual(emptyFieldsOf(await stack.record("secret")), []);
    });
  }

  it("are those of a stack whose passwords are in existing Secrets", async () => {
    const password = (service: string) => ({ passwordSecret: { name: "passwords", key: service } });
    const resources = await recordControlPlane({
      domain: "example.com",
      database: {
        host: "db.internal",
        membership: password("membership"),
        dex: password("dex"),
        console: password("console"),
        portal: password("portal"),
      },
    });
    assert.deepEqual(emptyFieldsOf(resources), []);
  });
});
