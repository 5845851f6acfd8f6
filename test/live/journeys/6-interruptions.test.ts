import assert from "node:assert/strict";
import { forwardPostgres } from "../support/port-forward";
import { cluster } from "../support/prepare";
import { killAfter } from "../support/interrupt";
import type { Project } from "../support/project";
import { SECOND_SERVICES, createSecondStack } from "../support/second-stack";
import { openSession } from "../support/session";
import { STACK, firstAccount, setConfig, stackProject } from "../support/stack";

const OTHER = "interrupted";
const NAMESPACE = "formance-interrupted";
/** Resources that are done when an update is killed. */
const POINTS = [1, 2, 3, 4, 4, 4, 3, 3, 2, 1];

/** Removes the lock, also where the update was killed while it wrote the state. */
async function unlock(project: Project): Promise<void> {
  const { code, stderr } = await project.attempt("pulumi cancel --yes");
  if (code === 0) return;
  assert.match(stderr, /failed to load checkpoint: EOF/);
  await project.run(
    `find "\${PULUMI_BACKEND_URL#file://}/.pulumi" -name '*.attrs' -empty -delete && pulumi cancel --yes`,
  );
}

describe("updates that are killed, or meet one another", function () {
  this.timeout(1_800_000);
  let project: Project;

  before(async () => {
    project = await stackProject();
    await forwardPostgres(project);
    await createSecondStack(project, OTHER);
  });

  // Other journeys go on with their own.
  after(() => project.attempt(`pulumi stack select ${STACK}`));

  it("leave no trace after ten kills and one more update", async () => {
    for (const [index, point] of POINTS.entries()) {
      const { wasKilled, output } = await killAfter(
        project,
        "pulumi up --yes --skip-preview --refresh",
        / created \(/,
        point,
      );
      assert.ok(wasKilled, `the update ${index + 1} ended before it was killed:\n${output}`);
      // As docs/operations.md has it.
      await unlock(project);
      console.log(await project.run(`npx control-plane stack recover --stack ${OTHER}`));
    }
    await project.run("pulumi up --yes --skip-preview --refresh");
    await project.run("pulumi up --yes --refresh --expect-no-changes");
  });

  it("make nothing twice", async () => {
    const { objects } = cluster();
    const names = async (apiVersion: string, kind: string) =>
      (await objects.list(apiVersion, kind, NAMESPACE)).map(({ metadata }) => metadata?.name ?? "");
    const deployments = await names("apps/v1", "Deployment");
    assert.deepEqual(deployments.sort(), SECOND_SERVICES.map((name) => `formance-${name}`).sort());
    const jobs = await names("batch/v1", "Job");
    assert.deepEqual(jobs.map((name) => name.replace(/-[0-9a-f]+$/, "")).sort(), [
      "formance-console-migrate",
      "formance-membership-migrate",
    ]);
    await openSession(await firstAccount(project));
  });

  it("wait for one another, or say who is in the way", async () => {
    await setConfig(project, "membership.accessTokenValidity", "7m");
    const both = await Promise.all(
      [1, 2].map(() => project.attempt("pulumi up --yes --skip-preview")),
    );
    const failed = both.filter(({ code }) => code !== 0);
    assert.equal(failed.length, 1, both.map(({ stdout, stderr }) => stdout + stderr).join("\n"));
    assert.match(`${failed[0]?.stdout ?? ""}${failed[0]?.stderr ?? ""}`, /currently locked/);
    await project.run("pulumi up --yes --refresh --expect-no-changes");
  });
});
