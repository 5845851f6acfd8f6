import assert from "node:assert/strict";
import { runInThisContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import * as runtime from "../../seed/runtime";
import { membershipSeedProvider } from "../../seed/provider";

/** The stored text as the engine runs it. */
type Evaluate = (exports: object, load: NodeJS.Require) => () => pulumi.dynamic.ResourceProvider;

/** The text that Pulumi stores in the state. */
async function serialize(): Promise<string> {
  const provider = membershipSeedProvider;
  const { text, containsSecrets } = await pulumi.runtime.serializeFunction(() => provider, {
    allowSecrets: true,
  });
  assert.equal(containsSecrets, false);
  return text;
}

describe("seed provider", () => {
  it("is stored as the same few lines by every release", async () => {
    const text = await serialize();
    assert.equal(await serialize(), text);
    const code = text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => /load|require|=>/i.test(line) && !line.startsWith("with"));
    assert.deepEqual(code, [
      "function __load() {",
      "return function /*load*/() {",
      'const { createRequire } = require("module");',
      'return createRequire(process.cwd() + "/")("formance-control-plane/seed-runtime");',
      "return (olds, news) => load().check(olds, news);",
      "return (id, olds, news) => load().diff(id, olds, news);",
      "return (inputs) => load().create(inputs);",
      "return (id, props) => load().read(id, props);",
      "return (id, olds, news) => load().update(id, olds, news);",
      "return (id, props) => load().delete(id, props);",
      "return () => provider;",
    ]);
    assert.ok(text.length < 3000, `${text.length} characters`);
  });

  it("finds the compiled code by the package's name, and each method there", async () => {
    const evaluate = runInThisContext(
      `(exports, require) => { ${await serialize()}; return exports.handler; }`,
    ) as Evaluate;
    const handler = evaluate({}, require);
    const provider = handler();
    const inputs = { specification: 7 };
    assert.deepEqual(await provider.check?.({}, inputs), await runtime.check({}, inputs));
    for (const name of ["check", "diff", "create", "read", "update", "delete"] as const) {
      assert.equal(typeof provider[name], "function");
      assert.equal(typeof runtime[name], "function");
    }
  });
});
