import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ExternalSecrets } from "../../../components";
import { openTestSandbox, type TestSandbox } from "../../engine/sandbox";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import { servedKind } from "../support/served-kind";
import { onExistingDatabases, writeStackFile } from "../support/stack-file";

const definition = servedKind("external-secrets.io", "ExternalSecret", "externalsecrets");

const program = () => {
  new ExternalSecrets("waiting", {
    namespace: "default",
    store: { name: "vault" },
    secrets: { passwords: { data: { console: { remoteKey: "console" } } } },
  });
  return Promise.resolve();
};

describe("an object whose operator is not there", function () {
  // The API server is built at the first time, which takes minutes.
  this.timeout(1_800_000);
  let api: KubeApiServer;
  let test: TestSandbox | undefined;

  before(async () => {
    api = await startKubeApiServer();
    assert.equal((await api.client.put(definition)).status, 201);
  });

  afterEach(async () => {
    await test?.remove();
    test = undefined;
  });

  after(() => api.stop());

  it("is named in the preview, and in no update", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "formance-settings-"));
    const settingsFile = writeStackFile(folder, {
      ...onExistingDatabases,
      ingress: { waitForLoadBalancer: false, tls: { mode: "cert-manager", issuer: "letsencrypt" } },
    });
    const { kubeconfig, context } = api;
    test = await openTestSandbox({ settingsFile, cluster: { kubeconfig, context }, waits: false });
    rmSync(folder, { recursive: true });
    const { stack } = test.sandbox;
    let printed = "";
    const options = { color: "never", onOutput: (text: string) => (printed += text) } as const;
    const named =
      /warning: The cluster lacks Certificate \(cert-manager\.io\/v1\), which cert-manager brings/;
    await stack.preview(options);
    assert.match(printed, named);
    printed = "";
    await stack.up(options);
    assert.doesNotMatch(printed, named);
  });

  it("is waited for in limited time, with the operator's name", async () => {
    const { kubeconfig, context } = api;
    test = await openTestSandbox({ cluster: { kubeconfig, context }, program });
    const { stack } = test.sandbox;
    const stop = new AbortController();
    let warning = "";
    const running = stack.up({
      color: "never",
      signal: stop.signal,
      onEvent: ({ diagnosticEvent }) => {
        if (diagnosticEvent === undefined) return;
        const { message, severity } = diagnosticEvent;
        if (severity !== "warning" || !message.includes("waiting-passwords")) return;
        warning ||= message;
        stop.abort();
      },
    });
    await assert.rejects(running);
    assert.match(warning, /isn't ready yet; the update waits for it for up to 5m/);
    assert.match(
      warning,
      /The External Secrets Operator makes it ready\. Is it running\? kubectl get/,
    );
    const exported = await stack.exportStack();
    const { resources } = exported.deployment as {
      resources: { type: string; customTimeouts?: object }[];
    };
    const made = resources.find(({ type }) => type.endsWith(":ExternalSecret"));
    // In seconds, as the state has it.
    assert.deepEqual(made?.customTimeouts, { create: 300, update: 300 });
  });
});
