import assert from "node:assert/strict";
import { waitUntil } from "../cluster/objects";
import { unready } from "../cluster/workloads";
import { logIn } from "../support/browser";
import { allIsWell } from "../support/doctor";
import { stepsInOrder } from "../support/in-order";
import { cluster } from "../support/prepare";
import type { Project } from "../support/project";
import { screenshotFile } from "../support/screenshots";
import {
  EMAIL,
  NAMESPACE,
  STACK,
  createStack,
  deployStack,
  firstAccount,
  stackOutput,
  stackProject,
} from "../support/stack";

// In the order of a person's first hour; each step needs the ones before it.
describe("a first deployment", () => {
  stepsInOrder();
  let project: Project;

  before(async () => {
    project = await stackProject();
  });

  it("starts from an example", async () => {
    await createStack(project);
  });

  it("passes the preflight", async () => {
    await project.run(`npx control-plane preflight --stack ${STACK}`);
  });

  it("is made by pulumi up", async () => {
    console.log(await deployStack(project));
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
    const password = await stackOutput(project, "firstLoginPassword");
    const login = `--login-user ${EMAIL} --login-password-file -`;
    console.log(await allIsWell(project, login, `${password}\n`));
  });

  it("lets a person log in at Console with a browser", async () => {
    const account = await firstAccount(project);
    const { text, url } = await logIn({ ...account, screenshot: screenshotFile("first-login") });
    assert.equal(new URL(url).pathname, "/");
    assert.match(text, /Logged in as /);
  });
});
