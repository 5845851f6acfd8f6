import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cluster } from "../support/prepare";
import { kubernetesPluginFile } from "../support/kubernetes-plugin";
import { openPluginProject, type PluginProject } from "../support/plugin-project";
import { stackProject } from "../support/stack";

// The stand-in of the kubernetes plugin against the official one, on the same objects.
describe("the official kubernetes plugin and its stand-in", function () {
  let project: PluginProject;

  before(async function () {
    assert.ok(
      existsSync(kubernetesPluginFile()),
      "This needs the official plugin: npm run test:live -- --all",
    );
    project = openPluginProject(cluster(), await stackProject());
  });

  for (const [first, second] of [
    ["stand-in", "official"],
    ["official", "stand-in"],
  ] as const) {
    it(`a stack that the ${first} one has made is left alone by the ${second} one`, async () => {
      await project.run(first, `pulumi stack init ${first}-first`);
      await project.run(first, "pulumi up --yes --skip-preview");
      assert.deepEqual(await project.plan(first), [], first);
      assert.deepEqual(await project.plan(second), [], second);
      await project.run(second, "pulumi refresh --yes --skip-preview --expect-no-changes");
      await project.run(second, "pulumi up --yes --skip-preview --expect-no-changes");
    });
  }

  it("both plan the same steps for changes of every kind", async () => {
    await project.run("official", "pulumi config set changed true");
    const official = await project.plan("official");
    assert.deepEqual(await project.plan("stand-in"), official);
    assert.ok(official.length > 10, official.join("\n"));
  });

  it("both carry them out, and have nothing left to do", async () => {
    await project.run("stand-in", "pulumi up --yes --skip-preview");
    assert.deepEqual(await project.plan("official"), []);
  });

  after(async () => {
    for (const name of ["stand-in", "official"] as const) {
      await project.run(name, `pulumi stack select ${name}-first`);
      await project.run(name, "pulumi destroy --yes --skip-preview");
    }
  });
});
