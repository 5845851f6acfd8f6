import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";

const root = resolve(__dirname, "../../..");
const golden = resolve(root, "test/components/golden/package-schema.txt");
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

type Schema = ReturnType<Analyzer["analyze"]>;

/** A property of the schema, as far as it is compared. */
interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly optional?: boolean | undefined;
  readonly plain?: boolean | undefined;
  readonly items?: Property | undefined;
  readonly additionalProperties?: Property | undefined;
}

/** The type as one line: `plain` is a value, everything else may be an Output. */
function typeText(property: Property): string {
  const plain = property.plain === true ? " plain" : "";
  if (property.$ref !== undefined) {
    return `${property.$ref.replace("#/types/formance-control-plane:index:", "")}${plain}`;
  }
  if (property.items !== undefined) return `list<${typeText(property.items)}>${plain}`;
  const { additionalProperties } = property;
  if (additionalProperties !== undefined) return `map<${typeText(additionalProperties)}>${plain}`;
  return `${property.type ?? "any"}${plain}`;
}

function lines(owner: string, properties: Readonly<Record<string, Property>>): string[] {
  return Object.entries(properties).map(
    ([name, property]) =>
      `${owner}${name}${property.optional === true ? "?" : ""}: ${typeText(property)}`,
  );
}

function schemaText({ components, typeDefinitions }: Schema): string {
  const all = [
    ...Object.entries(components).flatMap(([name, { inputs, outputs }]) => [
      ...lines(`${name}.`, inputs),
      ...lines(`${name} > `, outputs),
    ]),
    ...Object.entries(typeDefinitions).flatMap(([name, { properties = {} }]) =>
      lines(`${name}.`, properties),
    ),
  ];
  return `${all.sort().join("\n")}\n`;
}

describe("package schema", function () {
  this.timeout(180_000);
  let schema: Schema;

  before(() => {
    const packageJson = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as Record<
      string,
      unknown
    >;
    schema = new Analyzer(root, "formance-control-plane", packageJson, new Set(names)).analyze();
  });

  it("can be inferred from every component, with a description of each input", () => {
    const { components, typeDefinitions } = schema;
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

  it("has the types of the golden list; a changed line is a breaking change for users", () => {
    const text = schemaText(schema);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, "utf8"));
  });
});
