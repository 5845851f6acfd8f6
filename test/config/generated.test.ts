import { ok, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stackConfigSchema } from "../../config/schema";
import { generatedFiles, inferredFiles } from "../../scripts/generated-files";

const script = join(process.cwd(), "dist/scripts/write-generated.js");

describe("generated files", () => {
  for (const [file, content] of generatedFiles()) {
    it(`${file} is fresh`, () => {
      ok(readFileSync(file, "utf8") === content, `${file} is stale: run npm run generate`);
    });
  }

  it("list every area", () => {
    const page = readFileSync("docs/configuration.md", "utf8");
    for (const area of Object.keys(stackConfigSchema.shape)) {
      ok(page.includes(`\`${area}\``), area);
    }
  });

  it("are compared by --check, and written without it", function () {
    // Each run reads the types of all components.
    this.timeout(300_000);
    const directory = mkdtempSync(join(tmpdir(), "generated-"));
    try {
      const run = (...args: string[]) =>
        spawnSync(process.execPath, [script, ...args], { cwd: directory, encoding: "utf8" });
      cpSync("docs/configuration.md", join(directory, "docs/configuration.md"));
      const stale = run("--check");
      strictEqual(stale.status, 1);
      const others = [...generatedFiles().keys()].filter(
        (file) => file !== "docs/configuration.md",
      );
      ok(others.length > 25, `${others.length} generated files`);
      strictEqual(
        stale.stderr,
        `Stale: ${[...others, ...inferredFiles().keys()].join(", ")}. Run "npm run generate" and commit the result.\n`,
      );
      strictEqual(run().status, 0);
      strictEqual(run("--check").status, 0);
      writeFileSync(join(directory, "docs/configuration.md"), "old");
      strictEqual(run("--check").status, 1);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
