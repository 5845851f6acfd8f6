import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openTestSandbox, type TestSandbox } from "../../engine/sandbox";
import { at } from "../../support/mocks";
import { marked, serviceObjects, type TestRelease } from "../support/helm-release";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import type { KubeObject } from "../support/kube-client";
import { onExistingDatabases, writeStackFile } from "../support/stack-file";

const namespace = "formance";
const settings = {
  ...onExistingDatabases,
  createNamespace: false,
  adopt: { release: "acme" },
  ingress: { waitForLoadBalancer: false, tls: { mode: "existing", secretName: "acme-tls" } },
};

const services = {
  dex: { name: "acme-dex", chart: "dex", port: 5556 },
  membership: { name: "acme-membership", chart: "membership", port: 8080 },
  console: { name: "acme-console-v3", chart: "console-v3", port: 3000 },
  portal: { name: "acme-portal", chart: "portal", port: 3000 },
};

const roots = {
  services: "/api/v1",
  ingresses: "/apis/networking.k8s.io/v1",
  deployments: "/apis/apps/v1",
};

const acme: TestRelease = {
  name: "acme",
  namespace,
  objects: Object.values(services).flatMap((service) => serviceObjects("acme", namespace, service)),
  hooks: [],
};

describe("a stack that adopts a Helm release", function () {
  // The API server is built at the first time, which takes minutes.
  this.timeout(1_800_000);
  const folder = mkdtempSync(path.join(tmpdir(), "formance-settings-"));
  const release = new Map<string, KubeObject>();
  let server: KubeApiServer;
  let test: TestSandbox;

  const place = (plural: keyof typeof roots, name: string) =>
    `${roots[plural]}/namespaces/${namespace}/${plural}/${name}`;
  const read = async (plural: keyof typeof roots, name: string): Promise<KubeObject> => {
    const { status, body } = await server.client.request("GET", place(plural, name));
    assert.equal(status, 200, `${plural}/${name}`);
    return body;
  };
  const old = (plural: keyof typeof roots, name: string): KubeObject => {
    const object = release.get(`${plural}/${name}`);
    assert.ok(object, `${plural}/${name}`);
    return object;
  };
  const open = (upsert: boolean, sandboxFolder?: string) => {
    const settingsFile = writeStackFile(folder, {
      ...settings,
      "kubernetes:upsertExistingObjects": String(upsert),
    });
    const { kubeconfig, context } = server;
    return openTestSandbox(
      { settingsFile, cluster: { kubeconfig, context }, waits: false },
      sandboxFolder,
    );
  };

  before(async () => {
    server = await startKubeApiServer();
    const home = { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } };
    assert.equal((await server.client.put(home)).status, 201);
    for (const object of acme.objects) {
      const { status, body } = await server.client.put(marked(object, acme));
      assert.equal(status, 201, JSON.stringify(body));
      release.set(`${pluralOf(object)}/${object.metadata?.name ?? ""}`, body);
    }
    test = await open(false);
  });

  after(async () => {
    await test.remove();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const untouched = async (plural: keyof typeof roots) => {
    for (const { name } of Object.values(services)) {
      const [was, now] = [old(plural, name), await read(plural, name)];
      assert.equal(at(now, "metadata", "resourceVersion"), at(was, "metadata", "resourceVersion"));
    }
  };

  it("touches nothing of the release, unless the provider may take over what is there", async () => {
    await assert.rejects(test.sandbox.deploy(), /already exists.*upsertExistingObjects/s);
    await untouched("services");
    await untouched("ingresses");
  });

  it("takes the Services and Ingresses over in place, and leaves the release's pods alone", async () => {
    await test.sandbox.close();
    test = await open(true, test.folder);
    await test.sandbox.deploy();
    await untouched("deployments");
    for (const [service, { name, port }] of Object.entries(services)) {
      const [was, now] = [old("services", name), await read("services", name)];
      for (const field of [["metadata", "uid"] as const, ["spec", "clusterIP"] as const]) {
        assert.equal(at(now, ...field), at(was, ...field), `${name}: ${field.join(".")}`);
      }
      const deployment = await read("deployments", `formance-${service}`);
      assert.deepEqual(
        at(now, "spec", "selector"),
        at(deployment, "spec", "selector", "matchLabels"),
      );
      const ports = at(now, "spec", "ports") as { name: string; port: number }[];
      assert.equal(ports.find((each) => each.name === "http")?.port, port);

      const entry = await read("ingresses", name);
      assert.equal(at(entry, "metadata", "uid"), at(old("ingresses", name), "metadata", "uid"));
      assert.equal(at(entry, "spec", "rules", 0, "host"), `${service}.formance.test`);
      assert.equal(at(entry, "spec", "rules", 1), undefined);
      assert.equal(at(entry, "metadata", "labels", "app.kubernetes.io/managed-by"), "pulumi");
    }
  });

  it("has nothing to do the second time, also when it asks the server for every object", async () => {
    assert.deepEqual(Object.keys((await test.sandbox.deploy()).changes), ["same"]);
    const refreshed = await test.sandbox.deploy({ refresh: true });
    assert.deepEqual(Object.keys(refreshed.changes), ["same"]);
  });

  it("leads a Service to its own pods again that was led back to the release's", async () => {
    const { name } = services.portal;
    const value = at(old("services", name), "spec", "selector");
    const patch = [{ op: "replace", path: "/spec/selector", value }];
    const type = "application/json-patch+json";
    const { status } = await server.client.request("PATCH", place("services", name), patch, type);
    assert.equal(status, 200);
    assert.deepEqual(at(await read("services", name), "spec", "selector"), value);

    await test.sandbox.deploy({ refresh: true });
    const selector = at(await read("services", name), "spec", "selector");
    assert.equal(at(selector, "app.kubernetes.io/instance"), "formance");
  });
});

function pluralOf({ kind = "" }: KubeObject): string {
  return kind === "Ingress" ? "ingresses" : `${kind.toLowerCase()}s`;
}
