import assert from "node:assert/strict";
import { deploy, importProfile } from "../../moving-from-helm/values/profiles";
import { at } from "../../support/mocks";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import type { KubeObject } from "../support/kube-client";

const namespace = "formance-system";
const labels = {
  "app.kubernetes.io/name": "membership",
  "app.kubernetes.io/instance": "cp",
};

/** What the chart's release has in the cluster, as far as the move could touch it. */
const release: readonly KubeObject[] = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
  secret("postgres", ["admin-password", "user-password"]),
  secret("login", ["membership"]),
  secret("cookies", ["portal"]),
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "cp-membership", namespace, labels },
    spec: { selector: labels, ports: [{ name: "http", port: 8080 }] },
  },
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "cp-membership", namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "membership", image: "ghcr.io/formancehq/membership:v2" }] },
      },
    },
  },
];

function secret(name: string, keys: readonly string[]): KubeObject {
  const stringData = Object.fromEntries(keys.map((key) => [key, `value of ${key}`]));
  return { apiVersion: "v1", kind: "Secret", metadata: { name, namespace }, stringData };
}

describe("a control plane beside the Helm release that it was imported from", function () {
  // The API server is built at the first time, which takes minutes.
  this.timeout(1_800_000);
  let server: KubeApiServer;

  before(async () => {
    server = await startKubeApiServer();
  });

  after(() => server.stop());

  const put = async (object: KubeObject) => {
    const { status, body, warnings } = await server.client.put(object);
    const name = `${object.kind ?? ""} ${object.metadata?.name ?? ""}`;
    assert.ok(status < 300, `${name}: ${status} ${JSON.stringify(body.message)}`);
    assert.deepEqual(warnings, [], name);
    return body;
  };
  const listed = async (kinds: string) => {
    const { body } = await server.client.request("GET", kinds);
    return body.items as KubeObject[];
  };
  const secrets = `/api/v1/namespaces/${namespace}/secrets`;
  const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;

  it("leaves the release's objects as they are, and reads its Secrets", async () => {
    const before: KubeObject[] = [];
    for (const object of release) before.push(await put(object));
    const resources = await deploy(importProfile("2-map-all-secrets"));
    const objects = resources
      .filter(({ type, inputs }) => type.startsWith("kubernetes:") && inputs.kind !== undefined)
      .map(({ inputs }): KubeObject => inputs);
    assert.ok(!objects.some(({ kind }) => kind === "Namespace"), "the release's namespace is used");
    for (const object of objects) {
      assert.equal(object.metadata?.namespace, namespace);
      await put(object);
    }

    // Neither the specification nor anything else: no pod of the release starts anew.
    const after = [...(await listed(secrets)), ...(await listed(deployments))];
    for (const old of before.slice(1).filter(({ kind }) => kind !== "Service")) {
      const now = after.find(({ metadata }) => metadata?.name === old.metadata?.name);
      assert.deepEqual(now?.metadata, old.metadata);
    }

    const references = objects
      .filter(({ kind }) => kind === "Deployment")
      .flatMap((object) => at(object, "spec", "template", "spec", "containers", 0, "env") ?? [])
      .map((variable) => at(variable, "valueFrom", "secretKeyRef") as SecretKey | undefined)
      .filter((reference) => reference !== undefined);
    const stored = await listed(secrets);
    for (const { name, key } of references) {
      const found = stored.find(({ metadata }) => metadata?.name === name);
      assert.notEqual(at(found, "data", key), undefined, `${name}/${key}`);
    }
    const foreign = references.filter(({ name }) =>
      ["postgres", "login", "cookies"].includes(name),
    );
    assert.ok(foreign.length >= 5, `${foreign.length} references to the release's Secrets`);
  });
});

interface SecretKey {
  readonly name: string;
  readonly key: string;
}
