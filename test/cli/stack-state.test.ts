import { deepStrictEqual } from "node:assert/strict";

import { outputsOf, resourcesOf, secretsOf } from "../../cli/stack-state";

const hidden = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

const state = {
  resources: [
    {
      urn: "urn:a",
      type: "t",
      inputs: {
        host: "db.example.com",
        connection: hidden({ host: "db.example.com", password: "hunter2", more: ["x-token"] }),
      },
      outputs: { nested: { list: [hidden("inner secret"), ""] } },
    },
    { urn: "urn:b", type: "t" },
    { urn: "urn:c", type: "pulumi:pulumi:Stack", outputs: { url: "x", key: hidden("x-token") } },
  ],
};

describe("an exported state", () => {
  it("is read in clear", () => {
    const [first, second] = resourcesOf(state);
    deepStrictEqual(first?.inputs.connection, {
      host: "db.example.com",
      password: "hunter2",
      more: ["x-token"],
    });
    deepStrictEqual(first.outputs, { nested: { list: ["inner secret", ""] } });
    deepStrictEqual(second, { urn: "urn:b", type: "t", inputs: {}, outputs: {} });
  });

  it("tells its secrets, but for what it has in clear as well", () => {
    deepStrictEqual(secretsOf(state).sort(), ["hunter2", "inner secret", "x-token"]);
  });

  it("has the stack's outputs", () => {
    deepStrictEqual(outputsOf(state), { url: "x", key: "x-token" });
  });

  it("may be empty", () => {
    deepStrictEqual(outputsOf({ resources: [] }), {});
    deepStrictEqual(secretsOf(undefined), []);
    deepStrictEqual(resourcesOf({}), []);
  });
});
