import assert from "node:assert/strict";
import type { ControlPlaneArgs } from "../../components";
import { ArgumentCheck } from "../../config/arguments/argument-check";
import { serviceNames, type Service } from "../../facts/services";
import { recordControlPlane, smallest } from "../support/control-plane";
import { at, find, type Plain } from "../support/mocks";
import { byIam, everything } from "./cases/everything";

/** What a service's pods have, by what it is called in the messages. */
interface Parts {
  readonly variables: readonly string[];
  readonly mounts: readonly string[];
  readonly volumes: readonly string[];
  readonly ports: readonly number[];
}

async function partsOf(args: ControlPlaneArgs, service: Service): Promise<Parts> {
  const resources = await recordControlPlane(args);
  const { inputs } = find(resources, "kubernetes:apps/v1:Deployment", `formance-${service}`);
  const pod = at(inputs, "spec", "template", "spec");
  const list = (value: unknown) => (value ?? []) as Plain[];
  const container = at(pod, "containers", 0);
  return {
    variables: list(at(container, "env")).map(({ name }) => String(name)),
    mounts: list(at(container, "volumeMounts")).map(({ mountPath }) => String(mountPath)),
    volumes: list(at(pod, "volumes")).map(({ name }) => String(name)),
    ports: list(at(container, "ports")).map(({ containerPort }) => Number(containerPort)),
  };
}

/** What is said of the arguments with further settings of a service. */
const problems = (args: ControlPlaneArgs, service: Service, settings: object) =>
  new ArgumentCheck("ControlPlane", "formance", {
    ...args,
    [service]: { ...args[service], ...settings },
  }).atOnce() ?? "";

/** Replaced on purpose by a variable of one's own. */
const replaceable = ["SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS"];
const volumes = [{ name: "mine", emptyDir: {} }];

describe("what the pods have already", () => {
  for (const [what, args] of Object.entries({ smallest, everything, byIam })) {
    for (const service of serviceNames) {
      it(`is refused a second time: ${service}, ${what}`, async () => {
        const parts = await partsOf(args, service);
        for (const name of parts.variables) {
          const said = problems(args, service, { env: [{ name, value: "x" }] });
          assert.equal(
            said.includes(`${service}.env[0].name`),
            !replaceable.includes(name),
            `${name}: ${said}`,
          );
        }
        for (const mountPath of parts.mounts) {
          const said = problems(args, service, {
            volumes,
            volumeMounts: [{ name: "mine", mountPath }],
          });
          assert.match(said, /volumeMounts\[0\]\.mountPath/, mountPath);
        }
        for (const name of parts.volumes) {
          const said = problems(args, service, { volumes: [{ name, emptyDir: {} }] });
          assert.match(said, /volumes\[0\]\.name/, name);
        }
        const given = (args[service]?.extraPorts ?? []).map(({ port }) => port);
        for (const port of parts.ports.filter((each) => !given.includes(each))) {
          const said = problems(args, service, { extraPorts: [{ name: "mine", port }] });
          assert.match(said, /extraPorts\[0\]\.port/, String(port));
        }
      });
    }
  }

  for (const service of serviceNames) {
    it(`is no more than that: ${service}`, async () => {
      const { variables } = await partsOf(smallest, service);
      const { variables: all } = await partsOf(everything, service);
      for (const name of all.filter((each) => !variables.includes(each))) {
        // Reserved for a rotation.
        if (/_(PREVIOUS|NEXT)$/.test(name)) continue;
        const said = problems(smallest, service, { env: [{ name, value: "x" }] });
        assert.ok(!said.includes(".env"), `${name}: ${said}`);
      }
    });
  }

  it("is refused to objects of one name", () => {
    const route = { name: "app", host: "app.example.com", serviceName: "app" };
    const twice = "is also the name of entry 0, so both would be the same object. Choose another.";
    const said = [
      new ArgumentCheck("Ingress", "x", { namespace: "n", routes: [route, route] }),
      new ArgumentCheck("GatewayRoutes", "x", {
        namespace: "n",
        gatewayName: "g",
        routes: [route, route].map((each) => ({ ...each, servicePort: 80 })),
      }),
      new ArgumentCheck("NetworkPolicies", "x", {
        namespace: "n",
        instance: "i",
        pods: [1, 2].map(() => ({ name: "a", service: "a" })),
      }),
    ];
    for (const each of said) {
      const text = each.atOnce();
      assert.ok(text?.includes(`[1].name\n    ${twice}`), text);
    }
  });
});
