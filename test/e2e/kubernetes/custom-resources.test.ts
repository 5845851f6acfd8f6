import assert from "node:assert/strict";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { defineKinds } from "../support/definitions";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import type { KubeObject } from "../support/kube-client";

const services = ["dex", "membership", "console", "portal", "grpc"] as const;

/** What is applied: Ingresses for their annotations, and every kind that is not Kubernetes' own. */
const kinds = [
  "Certificate",
  "ExternalSecret",
  "GRPCRoute",
  "HTTPRoute",
  "Ingress",
  "ReferenceGrant",
  "TargetGroupBinding",
];

/** Every kind of other operators that a control plane can use. */
const settings: ControlPlaneArgs = {
  ...smallest,
  nats: { url: "nats://nats:4222" },
  membership: { managedStacks: false, grpcTokens: ["token"] },
  ingress: { enabled: true, externalDns: { publish: false } },
  gateway: {
    name: "public",
    namespace: "infra",
    sectionName: "https",
    port: 443,
    redirectSectionName: "http",
    externalDns: { ttl: 60 },
    tls: { mode: "cert-manager", issuer: "acme", issuerKind: "Issuer" },
    services: { grpc: { enabled: true } },
  },
  targetGroupBindings: Object.fromEntries(
    services.map((name) => [
      name,
      {
        targetGroupArn: `arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/${name}/0a`,
      },
    ]),
  ),
  externalSecrets: {
    store: { name: "vault", kind: "SecretStore" },
    secrets: {
      passwords: {
        type: "Opaque",
        generation: 2,
        refreshInterval: "30m",
        data: {
          console: { remoteKey: "console", property: "password", version: "3" },
          portal: { remoteKey: "portal", decodingStrategy: "Base64" },
        },
      },
    },
  },
};

describe("objects of other operators, by their definitions", function () {
  // The API server is built at the first time, which takes minutes.
  this.timeout(1_800_000);
  let server: KubeApiServer;
  let objects: KubeObject[] = [];

  before(async () => {
    server = await startKubeApiServer();
    await defineKinds(server.client);
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "formance" } };
    assert.equal((await server.client.put(namespace)).status, 201);
    objects = (await recordControlPlane(settings))
      .filter(({ inputs }) => kinds.includes(String(inputs.kind)))
      .map(({ inputs }) => inputs);
  });

  after(() => server.stop());

  it("are admitted without a warning, and not changed by a second time", async () => {
    const found = new Set(objects.map(({ kind }) => kind));
    assert.deepEqual([...found].sort(), kinds);
    for (const object of objects) {
      const first = await server.client.put(object);
      const name = `${object.kind ?? ""} ${object.metadata?.name ?? ""}`;
      assert.equal(first.status, 201, `${name}: ${String(first.body.message)}`);
      assert.deepEqual(first.warnings, [], name);
      const second = await server.client.put(object);
      assert.equal(second.status, 200, name);
      const version = first.body.metadata?.resourceVersion;
      assert.equal(second.body.metadata?.resourceVersion, version, name);
    }
  });

  it("are refused with a field or a value that their definition lacks", async () => {
    const wrong = async (kind: string, change: object) => {
      const object = objects.find((one) => one.kind === kind);
      assert.ok(object !== undefined);
      const spec = { ...(object.spec as object), ...change };
      const answer = await server.client.put({ ...object, spec }, { dryRun: true });
      return String(answer.body.message);
    };
    assert.match(await wrong("HTTPRoute", { hostnmes: [] }), /hostnmes/);
    assert.match(await wrong("Certificate", { secretNme: "tls" }), /secretNme/);
    assert.match(await wrong("ExternalSecret", { secretStore: {} }), /secretStore/);
    assert.match(await wrong("TargetGroupBinding", { targetType: "pods" }), /targetType/);
  });
});
