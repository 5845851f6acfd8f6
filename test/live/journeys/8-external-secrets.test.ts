import assert from "node:assert/strict";
import { STORE, startExternalSecrets } from "../cluster/external-secrets";
import { cluster } from "../support/prepare";
import type { Project } from "../support/project";
import { NAMESPACE, deployedProject, setConfig } from "../support/stack";

const VALUE = "a value that Pulumi never sees";

describe("a Secret that the External Secrets operator fills", () => {
  let project: Project;

  before(async () => {
    project = await deployedProject();
    const { parts, objects } = cluster();
    await startExternalSecrets(parts, objects, { "formance/token": VALUE });
  });

  it("reaches the pods before they start", async () => {
    await setConfig(project, "externalSecrets.store.name", STORE);
    await setConfig(
      project,
      "externalSecrets.secrets.partner.data.token.remoteKey",
      "formance/token",
    );
    await setConfig(project, "membership.env.PARTNER_TOKEN.secretRef.name", "partner");
    await setConfig(project, "membership.env.PARTNER_TOKEN.secretRef.key", "token");
    await project.run("pulumi up --yes");
    const read = await project.run(
      `kubectl --namespace ${NAMESPACE} exec deployment/formance-membership -- /bin/sh -c 'echo $PARTNER_TOKEN'`,
    );
    assert.equal(read.trim(), VALUE);
  });

  it("changes nothing when it is deployed again, and isn't in the state", async () => {
    await project.run("pulumi up --yes --expect-no-changes");
    await project.run("pulumi refresh --yes --expect-no-changes");
    const state = await project.run("pulumi stack export --show-secrets");
    assert.ok(state.includes("partner"));
    assert.ok(!state.includes(VALUE) && !state.includes(Buffer.from(VALUE).toString("base64")));
  });
});
