import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { ControlPlane, type ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, record, type Recorded } from "../../support/mocks";

const adopting: ControlPlaneArgs = {
  ...smallest,
  createNamespace: false,
  adopt: { release: "acme" },
};
const force = { "pulumi.com/patchForce": "true" };

const namesOf = (resources: readonly Recorded[], type: string) =>
  Object.fromEntries(
    resources
      .filter((resource) => resource.type === type)
      .map(({ name, inputs }) => [name, at(inputs, "metadata", "name")]),
  );

describe("the adoption of a Helm release", () => {
  it("gives the Services the release's names, and leads them to the control plane's pods", async () => {
    const resources = await recordControlPlane(adopting);
    const type = "kubernetes:core/v1:Service";
    deepStrictEqual(namesOf(resources, type), {
      "formance-dex": "acme-dex",
      "formance-membership": "acme-membership",
      "formance-console": "acme-console-v3",
      "formance-portal": "acme-portal",
    });
    for (const service of ["dex", "membership", "console", "portal"]) {
      const { inputs } = find(resources, type, `formance-${service}`);
      const deployment = find(
        resources,
        "kubernetes:apps/v1:Deployment",
        `formance-${service}`,
      ).inputs;
      deepStrictEqual(
        at(inputs, "spec", "selector"),
        at(deployment, "spec", "selector", "matchLabels"),
      );
      deepStrictEqual(at(inputs, "metadata", "annotations"), force);
      strictEqual(at(deployment, "metadata", "name"), `formance-${service}`);
    }
  });

  it("gives the Ingresses the release's names, and sends them to its Services", async () => {
    const resources = await recordControlPlane({
      ...adopting,
      adopt: { release: "acme", fullNames: { portal: "pay" } },
      ingress: { annotations: { size: "large" } },
    });
    const type = "kubernetes:networking.k8s.io/v1:Ingress";
    deepStrictEqual(namesOf(resources, type), {
      "formance-ingress-dex": "acme-dex",
      "formance-ingress-membership": "acme-membership",
      "formance-ingress-console": "acme-console-v3",
      "formance-ingress-portal": "pay",
    });
    const { inputs } = find(resources, type, "formance-ingress-portal");
    deepStrictEqual(at(inputs, "metadata", "annotations"), { ...force, size: "large" });
    const path = ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"] as const;
    strictEqual(at(inputs, ...path), "pay");
  });

  it("gives the target group bindings the release's names, and no Ingress to the agents' port", async () => {
    const targetGroupArn =
      "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/a/0123456789abcdef";
    const resources = await recordControlPlane({
      ...adopting,
      nats: { url: "nats://nats:4222" },
      membership: { managedStacks: false, grpcTokens: ["token"] },
      ingress: { enabled: true, services: { grpc: { enabled: true } } },
      targetGroupBindings: {
        dex: { targetGroupArn },
        grpc: { targetGroupArn: targetGroupArn.replace("/a/", "/b/") },
      },
    });
    const type = "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding";
    deepStrictEqual(namesOf(resources, type), {
      "formance-target-group-dex": "acme-membership-dex-http",
      "formance-target-group-grpc": "acme-membership-grpc",
    });
    const { inputs } = find(resources, type, "formance-target-group-grpc");
    deepStrictEqual(at(inputs, "metadata", "annotations"), force);
    strictEqual(at(inputs, "spec", "serviceRef", "name"), "acme-membership");
    const ingresses = namesOf(resources, "kubernetes:networking.k8s.io/v1:Ingress");
    strictEqual(ingresses["formance-ingress-grpc"], "formance-ingress-grpc");
  });

  it("forces nothing on an object of the control plane's own", async () => {
    const forced = (await recordControlPlane()).filter(({ inputs }) =>
      JSON.stringify(inputs).includes("patchForce"),
    );
    deepStrictEqual(forced, []);
    ok((await recordControlPlane(adopting)).some(({ type }) => type.endsWith(":Service")));
  });

  for (const [what, args, words] of [
    [
      "would own the release's namespace",
      { ...adopting, createNamespace: true },
      /createNamespace\n +must be false with adopt/,
    ],
    [
      "has Deployments of the release's names",
      { ...adopting, adopt: { release: "formance" } },
      /name\n.*both have a Deployment formance-dex.*Choose another/,
    ],
  ] as const) {
    it(`is refused to a control plane that ${what}`, async () => {
      await rejects(
        record(() => new ControlPlane("formance", args)),
        words,
      );
    });
  }
});
