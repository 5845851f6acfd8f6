import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, type Plain, type Recorded } from "../../support/mocks";

const arn = (name: string) =>
  `arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/${name}/0123456789abcdef`;

const group = "gateway.networking.k8s.io";
const routeType = `kubernetes:${group}/v1:HTTPRoute`;
const agents: ControlPlaneArgs = {
  ...smallest,
  nats: { url: "nats://nats:4222" },
  membership: { managedStacks: false, grpcTokens: ["token"] },
};

function recordWith(
  gateway: ControlPlaneArgs["gateway"],
  others: Partial<ControlPlaneArgs> = {},
): Promise<Recorded[]> {
  return recordControlPlane({ ...smallest, ...others, ...(gateway && { gateway }) });
}

const route = (resources: readonly Recorded[], name: string): Plain =>
  find(resources, routeType, `formance-gateway-${name}`).inputs;
const ofType = (resources: readonly Recorded[], type: string) =>
  resources.filter((resource) => resource.type === type).map(({ name }) => name);

describe("the routes of a Gateway", () => {
  it("take the place of the Ingresses, one for each service", async () => {
    const resources = await recordWith({
      name: "public",
      namespace: "infra",
      sectionName: "https",
    });
    deepStrictEqual(ofType(resources, "kubernetes:networking.k8s.io/v1:Ingress"), []);
    const routes = ["dex", "membership", "console", "portal"].map((name) => {
      const { hostnames, rules } = route(resources, name).spec as Plain;
      return { hostnames, rules };
    });
    const expected = [
      ["dex.example.com", "/", "formance-dex", 5556],
      ["membership.example.com", "/api", "formance-membership", 8080],
      ["console.example.com", "/", "formance-console", 3000],
      ["portal.example.com", "/", "formance-portal", 3000],
    ];
    deepStrictEqual(
      routes,
      expected.map(([host, value, name, port]) => ({
        hostnames: [host],
        rules: [
          { matches: [{ path: { type: "PathPrefix", value } }], backendRefs: [{ name, port }] },
        ],
      })),
    );
    deepStrictEqual(at(route(resources, "console"), "spec", "parentRefs"), [
      { group, kind: "Gateway", name: "public", namespace: "infra", sectionName: "https" },
    ]);
  });

  it("stand beside the Ingresses during a cut-over", async () => {
    const resources = await recordWith(
      { name: "public", externalDns: { ttl: 60 } },
      { ingress: { enabled: true, externalDns: { publish: false } } },
    );
    strictEqual(ofType(resources, "kubernetes:networking.k8s.io/v1:Ingress").length, 4);
    strictEqual(ofType(resources, routeType).length, 4);
    const ingress = find(
      resources,
      "kubernetes:networking.k8s.io/v1:Ingress",
      "formance-ingress-console",
    );
    const dns = "external-dns.alpha.kubernetes.io";
    deepStrictEqual(at(ingress.inputs, "metadata", "annotations"), {
      [`${dns}/controller`]: "none",
    });
    const annotations = at(route(resources, "console"), "metadata", "annotations") as Plain;
    strictEqual(annotations[`${dns}/hostname`], "console.example.com");
    strictEqual(annotations[`${dns}/ttl`], "60");
  });

  it("are waited for by the conditions of their status, or not at all", async () => {
    const waiting = await recordWith({ name: "public" });
    const expression = at(
      route(waiting, "dex"),
      "metadata",
      "annotations",
      "pulumi.com/waitFor",
    ) as string;
    deepStrictEqual(JSON.parse(expression), [
      "jsonpath={.status.parents[0].conditions[?match(@.type, 'Accepted')].status}=True",
      "jsonpath={.status.parents[0].conditions[?match(@.type, 'ResolvedRefs')].status}=True",
    ]);
    const hasty = await recordWith({ name: "public", waitForAcceptance: false });
    deepStrictEqual(at(route(hasty, "dex"), "metadata", "annotations"), {
      "pulumi.com/skipAwait": "true",
    });
  });

  it("read the Gateway first, unless it is made later", async () => {
    const reads = (resources: readonly Recorded[]) =>
      ofType(resources, `kubernetes:${group}/v1:Gateway`);
    deepStrictEqual(reads(await recordWith({ name: "public" })), ["formance-gateway-parent"]);
    deepStrictEqual(reads(await recordWith({ name: "public", mustExist: false })), []);
  });

  it("send plain HTTP on to https from a listener of its own", async () => {
    const resources = await recordWith({
      name: "public",
      sectionName: "https",
      port: 443,
      redirectSectionName: "http",
    });
    const { parentRefs, rules } = route(resources, "redirect").spec as Plain;
    deepStrictEqual(parentRefs, [{ group, kind: "Gateway", name: "public", sectionName: "http" }]);
    deepStrictEqual(rules, [
      {
        filters: [
          { type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } },
        ],
      },
    ]);
    deepStrictEqual(at(route(resources, "console"), "spec", "parentRefs", 0, "port"), 443);
  });

  it("bring agents to Membership's gRPC port by a GRPCRoute", async () => {
    const resources = await recordWith(
      { name: "public", services: { grpc: { enabled: true, sectionName: "grpc" } } },
      agents,
    );
    const { inputs } = find(resources, `kubernetes:${group}/v1:GRPCRoute`, "formance-gateway-grpc");
    deepStrictEqual(at(inputs, "spec"), {
      parentRefs: [{ group, kind: "Gateway", name: "public", sectionName: "grpc" }],
      hostnames: ["grpc.example.com"],
      rules: [{ backendRefs: [{ name: "formance-membership", port: 8082 }] }],
    });
  });

  it("get a certificate from cert-manager, which a Gateway elsewhere may read", async () => {
    const resources = await recordWith({
      name: "public",
      namespace: "infra",
      tls: { mode: "cert-manager", issuer: "acme", issuerKind: "Issuer" },
    });
    const { inputs } = find(
      resources,
      "kubernetes:cert-manager.io/v1:Certificate",
      "formance-gateway-certificate",
    );
    deepStrictEqual(at(inputs, "spec"), {
      secretName: "formance-gateway-tls",
      dnsNames: ["dex", "membership", "console", "portal"].map((name) => `${name}.example.com`),
      issuerRef: { group: "cert-manager.io", kind: "Issuer", name: "acme" },
      privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
    });
    const grant = find(
      resources,
      `kubernetes:${group}/v1beta1:ReferenceGrant`,
      "formance-gateway-grant",
    );
    deepStrictEqual(at(grant.inputs, "spec"), {
      from: [{ group, kind: "Gateway", namespace: "infra" }],
      to: [{ group: "", kind: "Secret", name: "formance-gateway-tls" }],
    });
  });

  it("get a self-signed certificate in a Secret of a fixed name", async () => {
    const resources = await recordWith({
      name: "public",
      tls: { mode: "self-signed", secretName: "entry" },
    });
    const secret = find(resources, "kubernetes:core/v1:Secret", "formance-gateway-tls");
    strictEqual(at(secret.inputs, "metadata", "name"), "entry");
    ok(secret.secrets.includes("stringData"));
    const type = `kubernetes:${group}/v1beta1:ReferenceGrant`;
    deepStrictEqual(ofType(resources, type), [], "the Gateway is in the same namespace");
  });

  it("are refused with certificates that a Gateway doesn't know", async () => {
    await rejects(
      recordWith({ name: "public", tls: { mode: "existing" } }),
      /gateway\.tls\.mode\n +is not one of: listener, cert-manager, self-signed/,
    );
    await rejects(
      recordWith({ name: "public", tls: { mode: "cert-manager" } }),
      /gateway\.tls\.issuer\n +is missing/,
    );
  });
});

describe("target groups", () => {
  it("take the place of the Ingresses, for the services that have one", async () => {
    const resources = await recordWith(undefined, {
      ...agents,
      membership: { ...agents.membership, service: { type: "NodePort" } },
      targetGroupBindings: {
        console: { targetGroupArn: arn("console") },
        grpc: {
          targetGroupArn: arn("grpc"),
          targetType: "instance",
          vpcId: "vpc-0123456789abcdef0",
        },
      },
    });
    deepStrictEqual(ofType(resources, "kubernetes:networking.k8s.io/v1:Ingress"), []);
    const type = "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding";
    const spec = (name: string) =>
      at(find(resources, type, `formance-target-group-${name}`).inputs, "spec");
    strictEqual(ofType(resources, type).length, 2);
    deepStrictEqual(spec("console"), {
      targetGroupARN: arn("console"),
      targetType: "ip",
      ipAddressType: "ipv4",
      serviceRef: { name: "formance-console", port: 3000 },
    });
    deepStrictEqual(spec("grpc"), {
      targetGroupARN: arn("grpc"),
      targetType: "instance",
      ipAddressType: "ipv4",
      vpcID: "vpc-0123456789abcdef0",
      serviceRef: { name: "formance-membership", port: 8082 },
    });
  });
});
