import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectRoot } from "../../../workspace/folders";
import { runCommand } from "../../../workspace/run-command";

const root = projectRoot();
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  version: string;
};

describe(".ci/release", function () {
  this.timeout(300_000);
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-release-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const release = (checkout: string, ...args: string[]) =>
    runCommand("bash", [path.join(checkout, ".ci/release"), ...args]);

  it("makes the package, its bill of materials, the schemas and the notes", async () => {
    const { code, stderr } = await release(root, `v${version}`, folder);
    assert.equal(code, 0, stderr);
    const made = readdirSync(folder);
    const expected = [`formance-control-plane-${version}.tgz`, "notes.md", "sbom.cdx.json"];
    for (const file of [...expected, "schema.json", "stack-config.json"])
      assert.ok(made.includes(file), file);

    const notes = readFileSync(path.join(folder, "notes.md"), "utf8");
    assert.match(notes, /^\S/);
    assert.doesNotMatch(notes, /^## /m);
    const bill = JSON.parse(readFileSync(path.join(folder, "sbom.cdx.json"), "utf8")) as {
      components: { name: string }[];
    };
    const names = bill.components.map(({ name }) => name);
    assert.ok(names.includes("zod") && !names.includes("mocha"));
  });

  it("refuses a tag that isn't the package's version", async () => {
    const { code, stderr } = await release(root, "v0.0.0", folder);
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`the tag is v0\\.0\\.0.*tag v${version}`));
    assert.deepEqual(readdirSync(folder), []);
  });

  it("refuses a version that the changelog doesn't have", async () => {
    const checkout = path.join(folder, "checkout");
    mkdirSync(checkout);
    cpSync(path.join(root, ".ci"), path.join(checkout, ".ci"), { recursive: true });
    cpSync(path.join(root, "package.json"), path.join(checkout, "package.json"));
    cpSync(path.join(root, "LICENSE"), path.join(checkout, "CHANGELOG.md"));
    const { code, stderr } = await release(checkout, `v${version}`, path.join(folder, "out"));
    assert.equal(code, 1);
    assert.match(stderr, /CHANGELOG\.md has no section for/);
  });
});
