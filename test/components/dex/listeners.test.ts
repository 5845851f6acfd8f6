import assert from "node:assert/strict";
import { parse } from "yaml";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, type Recorded } from "../../support/mocks";

const recordDex = (dex: NonNullable<ControlPlaneArgs["dex"]>) =>
  recordControlPlane({ ...smallest, dex });

function documentOf(resources: readonly Recorded[]): unknown {
  const secret = find(resources, "kubernetes:core/v1:Secret", "formance-dex-config");
  return parse(at(secret.inputs, "stringData", "config.yaml") as string);
}

function portsOf(resources: readonly Recorded[]): Record<string, unknown> {
  const service = find(resources, "kubernetes:core/v1:Service", "formance-dex");
  const ports = at(service.inputs, "spec", "ports") as { name: string; port: number }[];
  return Object.fromEntries(ports.map(({ name, port }) => [name, port]));
}

function tlsVolume(resources: readonly Recorded[]): unknown {
  const { inputs } = find(resources, "kubernetes:apps/v1:Deployment", "formance-dex");
  const volumes = at(inputs, "spec", "template", "spec", "volumes") as Record<string, unknown>[];
  return volumes.find(({ name }) => name === "tls");
}

describe("Dex's listeners", () => {
  it("are plain HTTP and telemetry alone unless more is asked for", async () => {
    const resources = await recordControlPlane();
    const document = documentOf(resources) as Record<string, unknown>;
    for (const section of ["web", "telemetry", "grpc"]) assert.ok(!(section in document), section);
    assert.deepEqual(portsOf(resources), { http: 5556, telemetry: 5558 });
    assert.equal(tlsVolume(resources), undefined);
  });

  it("have TLS of their own from a Secret, beside plain HTTP", async () => {
    const resources = await recordDex({
      web: { https: { secretName: "dex-tls", minVersion: "1.3" } },
    });
    assert.deepEqual(at(documentOf(resources), "web"), {
      https: "0.0.0.0:5554",
      tlsCert: "/etc/dex-tls/https/tls.crt",
      tlsKey: "/etc/dex-tls/https/tls.key",
      tlsMinVersion: "1.3",
    });
    assert.deepEqual(portsOf(resources), { http: 5556, telemetry: 5558, https: 5554 });
    assert.deepEqual(at(tlsVolume(resources), "projected", "sources"), [
      {
        secret: {
          name: "dex-tls",
          items: [
            { key: "tls.crt", path: "https/tls.crt" },
            { key: "tls.key", path: "https/tls.key" },
          ],
        },
      },
    ]);
  });

  it("send headers, and let scripts of other origins ask", async () => {
    const resources = await recordDex({
      web: {
        allowedOrigins: ["https://app.example.com"],
        allowedHeaders: ["x-requested-with"],
        headers: { frameOptions: "DENY", strictTransportSecurity: "max-age=31536000" },
        clientRemoteIp: { header: "X-Forwarded-For", trustedProxies: ["10.0.0.0/8"] },
      },
      telemetry: { profiling: true },
    });
    const document = documentOf(resources);
    assert.deepEqual(at(document, "web"), {
      allowedOrigins: ["https://app.example.com"],
      allowedHeaders: ["x-requested-with"],
      headers: { "X-Frame-Options": "DENY", "Strict-Transport-Security": "max-age=31536000" },
      clientRemoteIP: { header: "X-Forwarded-For", trustedProxies: ["10.0.0.0/8"] },
    });
    assert.deepEqual(at(document, "telemetry"), { enableProfiling: true });
  });

  it("offer the API over gRPC to callers with a certificate", async () => {
    const resources = await recordDex({
      grpc: { secretName: "dex-grpc", clientCaSecret: { name: "callers", key: "ca.pem" } },
    });
    assert.deepEqual(at(documentOf(resources), "grpc"), {
      addr: "0.0.0.0:5557",
      tlsCert: "/etc/dex-tls/grpc/tls.crt",
      tlsKey: "/etc/dex-tls/grpc/tls.key",
      tlsClientCA: "/etc/dex-tls/grpc/ca.crt",
    });
    assert.deepEqual(portsOf(resources), { http: 5556, telemetry: 5558, grpc: 5557 });
    assert.deepEqual(at(tlsVolume(resources), "projected", "sources", 1), {
      secret: { name: "callers", items: [{ key: "ca.pem", path: "grpc/ca.crt" }] },
    });
  });
});
