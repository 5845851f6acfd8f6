import assert from "node:assert/strict";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectRoot } from "../../../workspace/folders";
import { runCommand } from "../../../workspace/run-command";
import { prepareActionlint } from "../support/actionlint";

const root = projectRoot();
const own = globSync(".github/workflows/*.yml", { cwd: root }).sort();

describe("the workflows", function () {
  this.timeout(300_000);
  let actionlint = "";
  let folder = "";

  before(async () => {
    actionlint = await prepareActionlint();
    folder = mkdtempSync(path.join(tmpdir(), "formance-workflows-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const lint = (...files: string[]) =>
    runCommand(actionlint, ["-no-color", ...files], { cwd: root });

  it("are accepted by actionlint", async () => {
    assert.deepEqual(own, [".github/workflows/ci.yml", ".github/workflows/release.yml"]);
    const { code, stdout, stderr } = await lint(...own);
    assert.equal(stdout + stderr, "");
    assert.equal(code, 0);
  });

  it("are accepted in the documentation", async () => {
    const page = readFileSync(path.join(root, "docs/ci.md"), "utf8");
    const blocks = [...page.matchAll(/^```yaml\n(name: [\s\S]*?)^```/gm)].map(([, text]) => text);
    assert.ok(blocks.length > 0);
    for (const [index, text] of blocks.entries()) {
      const file = path.join(folder, `documented-${index}.yml`);
      writeFileSync(file, text ?? "");
      assert.equal((await lint(file)).stdout, "");
    }
  });

  it("would not be accepted with a mistake", async () => {
    const file = path.join(folder, "wrong.yml");
    const text = readFileSync(path.join(root, own[0] ?? ""), "utf8");
    writeFileSync(file, text.replace("runs-on:", "run-on:"));
    const { code, stdout } = await lint(file);
    assert.equal(code, 1);
    assert.match(stdout, /run-on/);
  });

  it("run no action of others but by its commit", () => {
    for (const file of own) {
      const text = readFileSync(path.join(root, file), "utf8");
      for (const [, action = ""] of text.matchAll(/uses: (\S.*)/g)) {
        if (!action.startsWith("./"))
          assert.match(action, /^[\w/-]+@[0-9a-f]{40} # v[\d.]+$/, file);
      }
    }
  });
});
