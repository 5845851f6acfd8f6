import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import path from "node:path";
import { INGRESS_CLASS } from "../cluster/entry";
import { ISSUER } from "../cluster/certificates";
import { waitUntil } from "../cluster/objects";
import { unready } from "../cluster/workloads";
import { logIn } from "../support/browser";
import { forwardPort } from "../support/port-forward";
import { cluster } from "../support/prepare";
import type { Project } from "../support/project";
import { screenshotFile } from "../support/screenshots";
import { NAMESPACE, setConfig, stackProject } from "../support/stack";

// In the order of a person's first hour; each step needs the ones before it.
describe("a first deployment", function () {
  this.bail(true);
  let project: Project;

  before(async () => {
    project = await stackProject();
  });

  it("starts from an example", async () => {
    const { run, folder } = project;
    await run("cp examples/small-test/Pulumi.small-test.yaml .");
    await run("pulumi stack init small-test");
    copyFileSync(path.join(cluster().folder, "authority.crt"), path.join(folder, "authority.crt"));
    await setConfig(project, "ingress.className", INGRESS_CLASS);
    await setConfig(project, "ingress.waitForLoadBalancer", "true");
    await setConfig(project, "ingress.tls.mode", "cert-manager");
    await setConfig(project, "ingress.tls.issuer", ISSUER);
    await setConfig(project, "trust.caBundle", "file:authority.crt");
    await setConfig(project, "portal.enabled", "true");
    await run("sh examples/small-test/secrets.sh", `${cluster().postgres.password}\n`);
    await forwardPort(
      project,
      "kubectl --namespace postgres port-forward service/postgres 15432:5432",
    );
  });

  it("passes the preflight", async () => {
    await project.run("npx control-plane preflight --stack small-test");
  });

  it("is made by pulumi up", async () => {
    console.log(await project.run("pulumi up --yes"));
  });

  it("ends with every pod ready", async () => {
    const { objects } = cluster();
    const deployments = await objects.list("apps/v1", "Deployment", NAMESPACE);
    assert.deepEqual(deployments.map(({ metadata }) => metadata?.name).sort(), [
      "formance-console",
      "formance-dex",
      "formance-membership",
      "formance-portal",
    ]);
    // The stand-in of the kubernetes plugin does not wait for pods.
    await waitUntil("every pod is ready", async () =>
      (await objects.list("apps/v1", "Deployment", NAMESPACE)).map(unready).find(Boolean),
    );
  });

  it("changes nothing when it is deployed again", async () => {
    await project.run("pulumi up --yes --expect-no-changes");
  });

  it("finds no drift", async () => {
    await project.run("pulumi refresh --yes --expect-no-changes");
  });

  it("is all well to the doctor, logs in included", async () => {
    const password = await project.run("pulumi stack output firstLoginPassword --show-secrets");
    const said = await project.run(
      "npx control-plane doctor --stack small-test --context live --login-user admin@formance.test --login-password-file -",
      password,
    );
    console.log(said);
    assert.match(said, /Everything works/);
  });

  it("lets a person log in at Console with a browser", async () => {
    const { run } = project;
    const password = (await run("pulumi stack output firstLoginPassword --show-secrets")).trim();
    const console = (await run("pulumi stack output consoleUrl")).trim();
    const { text, url } = await logIn({
      console,
      email: "admin@formance.test",
      password,
      screenshot: screenshotFile("first-login"),
      authority: cluster().authority,
    });
    assert.equal(new URL(url).pathname, "/");
    assert.match(text, /Logged in as /);
  });
});
