import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ConfigMap, Deployment } from "@pulumi/pulumi/automation";
import { gunzipSync } from "node:zlib";
import { openTestSandbox, type TestSandbox } from "./sandbox";

const fixture = resolve(__dirname, "../../../test/engine/fixtures/state-before-0.1.0.json.gz");

/** A stack that earlier code deployed: its settings beside Pulumi.dev.yaml, and its state. */
interface EarlierStack {
  readonly settings: Readonly<Record<string, string | { readonly secret: string }>>;
  readonly state: Omit<Deployment, "deployment"> & { readonly deployment: EarlierDeployment };
}

interface EarlierDeployment {
  readonly secrets_providers: unknown;
  readonly resources: readonly unknown[];
}

describe("a stack that earlier code deployed", function () {
  this.timeout(300_000);
  let test: TestSandbox;

  before(async () => {
    test = await openTestSandbox();
  });

  after(async () => {
    await test.remove();
  });

  const set = (key: string, value: ConfigMap[string]) =>
    test.sandbox.stack.setConfig(`formance-control-plane:${key}`, value, true);

  it("has nothing to do under this code", async () => {
    const config = await test.sandbox.stack.getConfig("formance-control-plane:database");
    const { port, admin } = JSON.parse(config.value) as {
      port: number;
      admin: { password: string };
    };
    // The pods' address is part of hashed names, so it is that of the fixture.
    await set("database.host", { value: "db.example.com" });
    await set("database.port", { value: "5432" });
    await set("database.operatorHost", { value: "127.0.0.1" });
    await set("database.operatorPort", { value: `${port}` });
    // Its organization had no default policy.
    const defaultPolicy = "formance-control-plane:seed.organizations[0].defaultPolicy";
    await test.sandbox.stack.removeConfig(defaultPolicy, true);
    const { settings, state } = earlierStack({ PORT: `${port}`, PASSWORD: admin.password });
    for (const [key, value] of Object.entries(settings)) {
      const secret = typeof value !== "string";
      await set(key, { value: secret ? value.secret : value, secret });
    }
    // Each stack encrypts with a salt of its own.
    const own = (await test.sandbox.stack.exportStack()).deployment as EarlierDeployment;
    const { resources } = state.deployment;
    const deployment = { ...state.deployment, secrets_providers: own.secrets_providers };
    await test.sandbox.stack.importStack({ ...state, deployment });

    const changed: string[] = [];
    const { changeSummary } = await test.sandbox.stack.preview({
      color: "never",
      onEvent: ({ resourcePreEvent }) => {
        const { op = "same", urn = "", detailedDiff } = resourcePreEvent?.metadata ?? {};
        if (op === "same") return;
        // The engine sends null for a create.
        const details = Object.entries(detailedDiff ?? {});
        if (details.length === 0) changed.push(`${op} ${urn}`);
        for (const [path, { diffKind }] of details)
          changed.push(`${op} ${urn} ${path} ${diffKind}`);
      },
    });

    assert.ok(resources.length > 90);
    assert.equal(changeSummary.delete, undefined);
    // Empty annotations, which a server drops and this code no longer writes; and Membership's settings,
    // which name the next secrets of its clients.
    const expected = [
      /annotations delete$/,
      /^create .*RandomPassword::formance-membership-even-client-(console-v3|portal)$/,
      /(ConfigMap::formance-membership-config|Secret::formance-membership)( \S+ [\w-]+)?$/,
      /Deployment::formance-membership spec\.template/,
    ];
    assert.deepEqual(
      changed.filter((change) => !expected.some((known) => known.test(change))),
      [],
    );
    await test.sandbox.deploy();
    assert.deepEqual(Object.keys((await test.sandbox.deploy()).changes), ["same"]);
  });

  function earlierStack(values: {
    readonly PORT: string;
    readonly PASSWORD: string;
  }): EarlierStack {
    const text = gunzipSync(readFileSync(fixture))
      .toString("utf8")
      .replaceAll("@FOLDER@", test.folder)
      .replaceAll("@PORT@", values.PORT)
      .replaceAll("@PASSWORD@", values.PASSWORD);
    return JSON.parse(text) as EarlierStack;
  }
});
