import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { NetworkPolicies } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, record, type Plain, type Recorded } from "../../support/mocks";
import {
  mayEnter,
  mayLeave,
  type Endpoint,
  type Policy,
  type Port,
} from "../../support/network-graph";
import { names, networkCases, ports, world, type Meeting } from "../cases/network-cases";

describe("the network policies", () => {
  for (const { what, change, expected } of networkCases) {
    it(`allow what is needed and nothing else: ${what}`, async () => {
      const resources = await recordControlPlane({ ...smallest, ...change });
      const own = podsOf(resources);
      assert.deepEqual(own.map(({ name }) => name).sort(), Object.keys(expected).sort());
      const everybody = [...own, ...world];
      const policies = policiesOf(resources);
      for (const pod of own) {
        const { from = {}, to = {} } = expected[pod.name] ?? {};
        for (const peer of everybody) {
          const leaving = ports.filter((port) => mayLeave(policies, pod, peer, port));
          assert.deepEqual(textsOf(leaving), wanted(to, peer), `${pod.name} -> ${peer.name}`);
          const entering = ports.filter((port) => mayEnter(policies, pod, peer, port));
          assert.deepEqual(textsOf(entering), wanted(from, peer), `${pod.name} <- ${peer.name}`);
        }
      }
    });
  }

  it("leave every other pod alone", async () => {
    const policies = policiesOf(await recordControlPlane());
    for (const name of ["neighbour", "second"]) {
      const pod = world.find((endpoint) => endpoint.name === name);
      assert.ok(pod !== undefined);
      for (const peer of world) {
        for (const port of ports) {
          assert.ok(mayLeave(policies, pod, peer, port) && mayEnter(policies, pod, peer, port));
        }
      }
    }
  });

  it("tell two control planes of one namespace apart", async () => {
    const resources = await recordControlPlane();
    const [dex] = podsOf(resources).filter(({ name }) => name === "dex");
    assert.ok(dex !== undefined);
    const twin = { ...dex, labels: { ...dex.labels, "app.kubernetes.io/instance": "second" } };
    const metrics: Port = { number: 5558, protocol: "TCP" };
    assert.ok(!mayEnter(policiesOf(resources), dex, twin, metrics));
    assert.ok(mayEnter(policiesOf(resources), twin, dex, metrics));
  });

  it("close a pod of the control plane that has no policy of its own, but for DNS", async () => {
    const resources = await recordControlPlane();
    const [dex] = podsOf(resources).filter(({ name }) => name === "dex");
    assert.ok(dex !== undefined);
    const policies = policiesOf(resources);
    const pod = { ...dex, labels: { ...dex.labels, "app.kubernetes.io/name": "unknown" } };
    for (const peer of world) {
      const leaving = ports.filter((port) => mayLeave(policies, pod, peer, port));
      assert.deepEqual(textsOf(leaving), wanted(names, peer));
      assert.ok(!ports.some((port) => mayEnter(policies, pod, peer, port)));
    }
  });

  it("are not made when they are switched off", async () => {
    const off = await recordControlPlane({ ...smallest, networkPolicies: { enabled: false } });
    assert.deepEqual(policiesOf(off), []);
  });

  it("hold nothing secret", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      nats: { url: pulumi.secret("nats://user:canary@nats.messages.svc:4222") },
    });
    const policies = resources.filter(isPolicy);
    assert.ok(policies.length > 0);
    assert.ok(!JSON.stringify(policies).includes("canary"));
    // Hosts and ports are shown in previews.
    for (const { secrets } of policies) assert.deepEqual(secrets, []);
  });

  it("allow nobody by an empty list, which to Kubernetes is everybody", async () => {
    const resources = await record(
      () =>
        new NetworkPolicies("net", {
          namespace: "formance",
          instance: "plane",
          pods: [
            {
              name: "dex",
              service: "dex",
              ingress: [{ ports: [] }, { peers: [] }],
              egress: [{ ports: [] }, { peers: [], ports: [443] }],
            },
          ],
        }),
    );
    const dex = resources.find(({ name }) => name === "net-dex");
    assert.deepEqual(at(dex?.inputs, "spec", "ingress"), []);
    assert.deepEqual(at(dex?.inputs, "spec", "egress"), []);
  });
});

function isPolicy({ type }: Recorded): boolean {
  return type.endsWith(":NetworkPolicy");
}

function policiesOf(resources: readonly Recorded[]): Policy[] {
  return resources.filter(isPolicy).map(({ inputs }) => inputs as unknown as Policy);
}

/** The pods that the control plane's controllers would make. */
function podsOf(resources: readonly Recorded[]): Endpoint[] {
  return resources.flatMap(({ name, inputs }, index) => {
    const template =
      at(inputs, "spec", "jobTemplate", "spec", "template") ?? at(inputs, "spec", "template");
    if (template === undefined) return [];
    const labels = at(template, "metadata", "labels") as Record<string, string>;
    const namespace = at(inputs, "metadata", "namespace") as string;
    const containers = at(template, "spec", "containers") as Plain[];
    const listed = containers.flatMap((container) => (container.ports ?? []) as Plain[]);
    const portNames = Object.fromEntries(
      listed.map((port) => [port.name as string, port.containerPort as number]),
    );
    const short = name.replace("formance-", "");
    return [{ name: short, namespace, labels, portNames, address: `10.0.1.${index}` }];
  });
}

function textsOf(list: readonly Port[]): string[] {
  return list.map(({ number, protocol }) => (protocol === "TCP" ? `${number}` : `${number}/UDP`));
}

function wanted(meeting: Meeting, { name, namespace }: Endpoint): string[] {
  const pod = namespace === undefined ? [] : (meeting.pods ?? []);
  const own = namespace === "formance" ? (meeting.own ?? []) : [];
  const texts = [...(meeting["*"] ?? []), ...pod, ...own, ...(meeting[name] ?? [])].map(String);
  return textsOf(ports).filter((text) => texts.includes(text));
}
