import assert from "node:assert/strict";
import { Client } from "pg";
import { waitUntil } from "../cluster/objects";
import { logIn } from "../support/browser";
import { stepsInOrder } from "../support/in-order";
import { FORWARDED_PORT } from "../support/port-forward";
import { cluster } from "../support/prepare";
import type { Project } from "../support/project";
import { podsByService, waitForRollout } from "../support/rollout";
import { screenshotFile } from "../support/screenshots";
import { openSession } from "../support/session";
import { NAMESPACE, STACK, deployedProject, firstAccount, setConfig } from "../support/stack";

// As docs/operations.md has it; each step needs the ones before it.
describe("a stack that is destroyed, and deployed again", () => {
  stepsInOrder();
  let project: Project;
  let whoBefore: string;
  let usersBefore: number;

  before(async () => {
    project = await deployedProject();
    whoBefore = await (await openSession(await firstAccount(project)))();
    usersBefore = await users();
  });

  it("leaves no object, and keeps the databases", async () => {
    await project.run("pulumi destroy --yes");
    await waitUntil("the namespace is gone", async () => {
      const namespaces = await cluster().objects.list("v1", "Namespace");
      return namespaces.some(({ metadata }) => metadata?.name === NAMESPACE) ? "it is" : undefined;
    });
    assert.equal(await users(), usersBefore);
  });

  it("is refused without the setting that takes the databases up", async () => {
    const { code, stdout, stderr } = await project.attempt("pulumi up --yes --skip-preview");
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /role "\w+" already exists/);
  });

  it("comes up with its rows, and new passwords", async () => {
    await setConfig(project, "database.takeUp", "true");
    await project.run("pulumi up --yes");
    await waitForRollout(NAMESPACE);
    assert.equal(await users(), usersBefore);
    const account = await firstAccount(project);
    assert.equal(await (await openSession(account))(), whoBefore);
    const { text } = await logIn({ ...account, screenshot: screenshotFile("login-after-destroy") });
    assert.match(text, /Logged in as /);
  });

  it("has nothing left to do, with the setting and without it", async () => {
    await project.run("pulumi up --yes --refresh --expect-no-changes");
    await project.run("pulumi config rm --path formance-control-plane:database.takeUp");
    const pods = await podsByService(NAMESPACE);
    // The roles' passwords, which a server doesn't tell, become a part of the state again.
    await project.run("pulumi up --yes");
    assert.deepEqual(await podsByService(NAMESPACE), pods);
    await project.run("pulumi up --yes --refresh --expect-no-changes");
    await openSession(await firstAccount(project));
  });

  it("seeds through a port-forward of the kubelet as well", async () => {
    await setConfig(project, "seed.portForward.namespace", "postgres");
    await setConfig(project, "seed.portForward.service", "postgres");
    await setConfig(project, "seed.portForward.port", "5432");
    await setConfig(project, "seed.users[1].email", "second@formance.test");
    await project.run("pulumi up --yes");
    assert.equal(await users(), usersBefore + 1);
    await project.run(`npx control-plane seed plan --stack ${STACK} --exit-code`);
  });
});

/** How many users Membership has. */
async function users(): Promise<number> {
  const { password } = cluster().postgres;
  const client = new Client({
    ...{ host: "127.0.0.1", port: FORWARDED_PORT, user: "postgres" },
    ...{ password, database: "membership" },
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::int as count from membership.users",
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
