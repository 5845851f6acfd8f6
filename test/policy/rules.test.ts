import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SECRET, UNKNOWN, type PolicyResource } from "../../policy/resource";
import { evaluate, rules } from "../../policy/rules";
import { recordControlPlane, smallest } from "../support/control-plane";
import { exampleStacks } from "../support/example-stacks";
import { canary, type Recorded } from "../support/mocks";
import { badResources, type BadResource } from "./cases/bad-resources";

/** What rules say of resources, without their names. */
function sayings(resources: readonly PolicyResource[], rule?: string): string[] {
  return evaluate(resources)
    .filter((finding) => rule === undefined || finding.rule === rule)
    .map((finding) => `${finding.rule}: ${finding.message}`);
}

function toResource({ type, name, inputs }: Recorded): PolicyResource {
  return { urn: `urn:${name}`, type, inputs, protect: true };
}

describe("the rules of the policy pack", () => {
  for (const example of exampleStacks()) {
    it(`have nothing against the example ${example.name} but its opt-outs`, async () => {
      const resources = (await example.record(canary())).map(toResource);
      const found = new Set(evaluate(resources).map(({ rule }) => rule));
      // A test environment may do without TLS to its database, and these do.
      const clear = ["local", "small-test"].includes(example.name);
      const expected = clear ? ["verified-database-tls"] : [];
      assert.deepEqual([...found], expected);
    });
  }

  it("tell what the opt-outs lose", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      networkPolicies: { enabled: false },
      database: { ...smallest.database, tlsMode: "require" },
    });
    const found = new Set(evaluate(resources.map(toResource)).map(({ rule }) => rule));
    assert.deepEqual([...found], ["verified-database-tls", "ingress-tls", "network-policies"]);
  });

  for (const { rule, name, resources, says } of badResources) {
    it(`${rule}: ${name}`, () => {
      assert.deepEqual(
        sayings(resources, rule),
        says.map((message) => `${rule}: ${message}`),
      );
    });
  }

  it("have a case each that breaks them", () => {
    const broken = badResources.filter(({ says }) => says.length > 0);
    const tested = new Set(broken.map(({ rule }: BadResource) => rule));
    assert.deepEqual(
      rules.map(({ name }) => name).filter((name) => !tested.has(name)),
      [],
    );
  });

  it("have the version of the package, under which the engine reports them", () => {
    const [own, whole] = ["policy/package.json", "package.json"].map(
      (file) => JSON.parse(readFileSync(file, "utf8")) as { version: string },
    );
    assert.equal(own?.version, whole?.version);
  });

  it("hold nothing against what isn't known yet", () => {
    const types = ["Deployment", "Job", "Ingress", "Namespace", "ConfigMap", "NetworkPolicy"];
    for (const inputs of [UNKNOWN, SECRET, { metadata: UNKNOWN, spec: UNKNOWN }]) {
      const resources = types.map((kind) => ({
        urn: kind,
        type: `kubernetes:core/v1:${kind}`,
        inputs,
        protect: false,
      }));
      assert.deepEqual(sayings(resources, "restricted-pods"), []);
      assert.deepEqual(sayings(resources, "pinned-images"), []);
      assert.deepEqual(sayings(resources, "restricted-namespaces"), []);
    }
  });
});
