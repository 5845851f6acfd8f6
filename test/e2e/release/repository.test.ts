import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectRoot } from "../../../workspace/folders";
import { runCommand } from "../../../workspace/run-command";

interface Manifest {
  readonly version: string;
  readonly repository?: object | string;
  readonly homepage?: string;
  readonly bugs?: object;
  readonly logoUrl?: string;
}

const root = projectRoot();
const files = ["package.json", "plugin/schema.json"];

describe(".ci/repository", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-repository-"));
    for (const file of [...files, ".ci/repository"]) {
      cpSync(path.join(root, file), path.join(folder, file));
    }
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const read = (file: string) =>
    JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Manifest;
  const run = (...args: string[]) =>
    runCommand("bash", [path.join(folder, ".ci/repository"), ...args]);

  it("writes the repository into the package and its schema, which name none before", async () => {
    for (const file of files) {
      const { repository, homepage, bugs, logoUrl } = read(file);
      assert.deepEqual(
        [repository, homepage, bugs, logoUrl],
        [undefined, undefined, undefined, undefined],
      );
    }
    const { code, stderr } = await run("https://git.example.com/acme/control-plane");
    assert.equal(code, 0, stderr);
    const url = "https://git.example.com/acme/control-plane";
    const manifest = read("package.json");
    assert.deepEqual(manifest.repository, { type: "git", url: `git+${url}.git` });
    assert.equal(manifest.homepage, `${url}#readme`);
    assert.deepEqual(manifest.bugs, { url: `${url}/issues` });
    const schema = read("plugin/schema.json");
    assert.equal(schema.repository, url);
    assert.equal(schema.homepage, `${url}#readme`);
    assert.equal(schema.logoUrl, `${url}/raw/v${schema.version}/docs/images/logo.svg`);
  });

  it("needs a URL, and is what a release runs", async () => {
    const { code, stderr } = await run();
    assert.equal(code, 1);
    assert.equal(stderr, "usage: .ci/repository URL\n");
    const workflow = readFileSync(path.join(root, ".github/workflows/release.yml"), "utf8");
    assert.match(workflow, /\.ci\/repository "\$GITHUB_SERVER_URL\/\$GITHUB_REPOSITORY"/);
  });
});
