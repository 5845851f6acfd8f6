import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { runInThisContext } from "node:vm";
import type * as pulumi from "@pulumi/pulumi";
import * as runtime from "../../seed/runtime";
import { providerText } from "../../seed/provider-text";

/** The stored text as the engine runs it. */
type Evaluate = (exports: object, load: NodeJS.Require) => () => pulumi.dynamic.ResourceProvider;

describe("seed provider", () => {
  it("is stored as the same few lines by every release", () => {
    const code = providerText
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
    const hash = createHash("sha256").update(providerText).digest("hex");
    assert.equal(hash, "65d6a49d96c747b55a4ef7d9f8c4a07765c59485525e0634a2e72cfc8e62ae0c");
  });

  it("finds the compiled code by the package's name, and each method there", async () => {
    const evaluate = runInThisContext(
      `(exports, require) => { ${providerText}; return exports.handler; }`,
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

  it("answers an update without changes with two files, however much a change needs", async () => {
    const script = `
      const runtime = require(${JSON.stringify(require.resolve("../../seed/runtime"))});
      const inputs = { specVersion: 1, specification: { users: [] }, prune: "never" };
      runtime.check({ ...inputs, plan: "+1 user" }, inputs).then(async (checked) => {
        const compared = await runtime.diff("id", inputs, checked.inputs);
        const loaded = Object.keys(require.cache).map((file) => path.basename(file));
        console.log(JSON.stringify({ checked, compared, loaded }));
      });`;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", script]);
    const { checked, compared, loaded } = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual(checked, {
      inputs: {
        specVersion: 1,
        specification: { users: [] },
        prune: "never",
        plan: "+1 user",
        drift: "",
      },
      failures: [],
    });
    assert.deepEqual(compared, { changes: false });
    assert.deepEqual(loaded, ["runtime.js", "properties.js"]);
  });
});
