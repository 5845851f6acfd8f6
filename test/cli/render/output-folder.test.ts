import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { writeManifests } from "../../../cli/render/output-folder";

const object = (kind: string, name: string) => ({
  apiVersion: kind === "Secret" ? "v1" : "apps/v1",
  kind,
  metadata: { name, namespace: "formance" },
});
const DEPLOYMENT = "1-manifest/apps_v1-deployment-formance-dex.yaml";
const SECRET = "1-manifest/v1-secret-formance-dex-1.yaml";

describe("the folder of rendered manifests", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-render-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort();

  it("has a file for each object, named as the sandbox names it; Secrets are private", () => {
    const written = writeManifests(folder, [
      object("Deployment", "dex"),
      object("Secret", "dex-1"),
    ]);
    assert.deepEqual(written, [DEPLOYMENT, SECRET]);
    assert.deepEqual(files(), [DEPLOYMENT, SECRET]);
    assert.equal(statSync(path.join(folder, SECRET)).mode & 0o777, 0o600);
  });

  it("loses the files of the last time, and no others", () => {
    writeFileSync(path.join(folder, "kustomization.yaml"), "");
    writeManifests(folder, [object("Deployment", "dex"), object("Secret", "dex-0")]);
    writeManifests(folder, [object("Deployment", "dex"), object("Secret", "dex-1")]);
    assert.deepEqual(files(), [DEPLOYMENT, SECRET, "kustomization.yaml"]);
  });

  it("never removes a file outside, whatever the list says", () => {
    const outside = path.join(folder, "..", `${path.basename(folder)}-outside`);
    writeFileSync(outside, "");
    const name = path.relative(folder, outside);
    writeFileSync(
      path.join(folder, ".control-plane-render.json"),
      JSON.stringify({ files: [name] }),
    );
    writeManifests(folder, [object("Deployment", "dex")]);
    assert.ok(statSync(outside).isFile());
    rmSync(outside);
  });
});
