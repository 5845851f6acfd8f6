import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";

import { projectRoot } from "../../workspace/folders";

interface Sample {
  readonly test: () => Promise<void>;
}

describe("the page about testing", () => {
  it("has a sample that passes", async () => {
    const root = projectRoot();
    const page = readFileSync(path.join(root, "docs/testing.md"), "utf8");
    const program = /^```ts\n([\s\S]*?)^```/m.exec(page)?.[1];
    assert.ok(program !== undefined);
    const { outputText } = ts.transpileModule(program, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
    });
    const required = createRequire(__filename);
    const exported: Partial<Sample> = {};
    const load = (name: string): unknown =>
      required(name === "formance-control-plane" ? path.join(root, "dist/components") : name);
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page's own program
    const run = new Function("exports", "require", outputText) as (
      target: Partial<Sample>,
      require: typeof load,
    ) => void;
    run(exported, load);
    await exported.test?.();
    assert.ok(exported.test !== undefined);
  });
});
