import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, type Plain, type Recorded } from "../../support/mocks";

const type = "kubernetes:networking.k8s.io/v1:Ingress";
const ingress = (resources: readonly Recorded[], name: string): Plain =>
  find(resources, type, `formance-ingress-${name}`).inputs;
const recordWith = (settings: ControlPlaneArgs["ingress"], others = {}) =>
  recordControlPlane({ ...smallest, ...others, ...(settings && { ingress: settings }) });

describe("the Ingresses", () => {
  it("differ in class, annotations, labels and Secret from service to service", async () => {
    const resources = await recordWith({
      className: "nginx",
      annotations: { team: "platform", size: "small" },
      labels: { tier: "public", "app.kubernetes.io/name": "never" },
      tls: { mode: "existing", secretName: "wildcard" },
      services: {
        console: {
          className: "internal",
          annotations: { size: "large" },
          labels: { tier: "internal" },
          secretName: "console-tls",
        },
        portal: { enabled: false },
      },
    });
    const console = ingress(resources, "console");
    strictEqual(at(console, "spec", "ingressClassName"), "internal");
    strictEqual(at(ingress(resources, "dex"), "spec", "ingressClassName"), "nginx");
    deepStrictEqual(at(console, "metadata", "annotations"), { team: "platform", size: "large" });
    strictEqual(at(console, "metadata", "labels", "tier"), "internal");
    strictEqual(at(console, "metadata", "labels", "app.kubernetes.io/name"), "ingress");
    strictEqual(at(console, "spec", "tls", 0, "secretName"), "console-tls");
    strictEqual(at(ingress(resources, "dex"), "spec", "tls", 0, "secretName"), "wildcard");
    strictEqual(resources.filter((resource) => resource.type === type).length, 3);
  });

  it("tell external-dns of their host, its life and its target", async () => {
    const resources = await recordWith({ externalDns: { ttl: 300, target: "lb.example.com" } });
    const dns = "external-dns.alpha.kubernetes.io";
    deepStrictEqual(at(ingress(resources, "console"), "metadata", "annotations"), {
      [`${dns}/hostname`]: "console.example.com",
      [`${dns}/ttl`]: "300",
      [`${dns}/target`]: "lb.example.com",
    });
  });

  it("publish the gRPC port on request", async () => {
    const resources = await recordWith(
      { services: { grpc: { enabled: true, annotations: { backend: "GRPC" } } } },
      {
        nats: { url: "nats://nats:4222" },
        membership: { managedStacks: false, grpcTokens: ["token"] },
        hosts: { grpc: { host: "agents.example.com" } },
      },
    );
    const { spec } = ingress(resources, "grpc");
    deepStrictEqual(at(spec, "rules"), [
      {
        host: "agents.example.com",
        http: {
          paths: [
            {
              path: "/",
              pathType: "Prefix",
              backend: { service: { name: "formance-membership", port: { name: "grpc" } } },
            },
          ],
        },
      },
    ]);
  });

  it("share a host by paths", async () => {
    const host = "app.example.com";
    const resources = await recordWith(undefined, {
      hosts: { dex: { host, path: "/dex" }, membership: { host }, console: { host } },
    });
    const paths = ["dex", "membership", "console"].map((name) => {
      const rule = at(ingress(resources, name), "spec", "rules", 0);
      return [at(rule, "host"), at(rule, "http", "paths", 0, "path")];
    });
    deepStrictEqual(paths, [
      [host, "/dex"],
      [host, "/api"],
      [host, "/"],
    ]);
    const certificates = await recordWith(
      { tls: { mode: "self-signed" } },
      { hosts: { dex: { host, path: "/dex" }, membership: { host }, console: { host } } },
    );
    const request = find(
      certificates,
      "tls:index/certRequest:CertRequest",
      "formance-ingress-request",
    );
    deepStrictEqual(request.inputs.dnsNames, [host, "portal.example.com"]);
  });
});
