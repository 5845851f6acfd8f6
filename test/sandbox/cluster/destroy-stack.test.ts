import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { destroyClusterStack } from "../../../sandbox/cluster/destroy-stack";
import { WorkspaceError } from "../../../workspace/errors";
import { Interrupt } from "../../../sandbox/terminal/interrupt";
import { silentReporter } from "../../../sandbox/terminal/reporter";
import { workspacePlaces } from "../../../workspace/places";
import { temporaryFolder } from "../temporary-folder";

describe("the removal of a stack from a cluster", () => {
  const record = { stack: "acme", cluster: { context: "lab" } };
  const interrupt = new Interrupt(() => undefined);
  const context = { reporter: silentReporter, interrupt };
  const before = process.env.PULUMI_CONFIG_PASSPHRASE;

  beforeEach(() => {
    delete process.env.PULUMI_CONFIG_PASSPHRASE;
  });

  after(() => {
    interrupt.close();
    if (before !== undefined) process.env.PULUMI_CONFIG_PASSPHRASE = before;
  });

  it("keeps the state when its passphrase is not there", async () => {
    const places = workspacePlaces(temporaryFolder());
    const file = path.join(places.state, ".pulumi/stacks/formance-control-plane/acme.json");
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, "{}");
    writeFileSync(places.borrowed, "");
    await assert.rejects(destroyClusterStack(places, record, "local", context), (error) => {
      assert.ok(error instanceof WorkspaceError);
      assert.match(error.message, /PULUMI_CONFIG_PASSPHRASE/);
      assert.match(error.message, /The state is kept in/);
      return true;
    });
    assert.ok(existsSync(file));
  });

  it("has nothing to do where the first deployment never began", async () => {
    const places = workspacePlaces(temporaryFolder());
    mkdirSync(places.state, { recursive: true });
    await destroyClusterStack(places, record, "local", context);
  });
});
