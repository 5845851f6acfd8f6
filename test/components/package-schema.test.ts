import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";

const root = resolve(__dirname, "../../..");
const names = [
  "Console",
  "ControlPlane",
  "Database",
  "DexProvider",
  "ExternalSecrets",
  "GatewayRoutes",
  "Ingress",
  "MembershipSeed",
  "MembershipService",
  "NetworkPolicies",
  "Portal",
  "TargetGroupBindings",
];

describe("package schema", () => {
  it("can be inferred from every component, with a description of each input", function () {
    this.timeout(180_000);
    const packageJson = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as Record<
      string,
      unknown
    >;
    const analyzer = new Analyzer(root, "formance-control-plane", packageJson, new Set(names));
    const { components, typeDefinitions } = analyzer.analyze();
    assert.deepEqual(Object.keys(components).sort(), names);
    for (const [name, component] of Object.entries(components)) {
      assert.ok(component.description, `${name} has a description`);
      for (const [input, property] of Object.entries(component.inputs)) {
        assert.ok(property.description, `${name}.${input} has a description`);
      }
      for (const [output, property] of Object.entries(component.outputs)) {
        assert.ok(property.description, `${name}.${output} has a description`);
      }
    }
    for (const [name, type] of Object.entries(typeDefinitions)) {
      for (const [property, definition] of Object.entries(type.properties ?? {})) {
        assert.ok(definition.description, `${name}.${property} has a description`);
      }
    }
  });
});
