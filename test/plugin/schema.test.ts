import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as components from "../../components";
import { inferredFiles } from "../../scripts/generated-files";

interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly description?: string;
  readonly secret?: boolean;
  readonly plain?: boolean;
  readonly items?: Property;
  readonly additionalProperties?: Property;
}

interface Definition {
  readonly description?: string;
  readonly isComponent?: boolean;
  readonly inputProperties?: Record<string, Property>;
  readonly properties?: Record<string, Property>;
  readonly enum?: readonly { readonly name: string; readonly value: string }[];
}

interface Schema {
  readonly version: string;
  readonly dependencies: readonly { readonly name: string; readonly version: string }[];
  readonly resources: Record<string, Definition>;
  readonly types: Record<string, Definition>;
}

const text = readFileSync("plugin/schema.json", "utf8");
const { version, dependencies, resources, types } = JSON.parse(text) as Schema;
const nameOf = (token: string) => token.replace("formance-control-plane:index:", "");

/** Arguments in which Kubernetes, Dex or Membership have the say; their descriptions tell which. */
const passedOn = [
  "affinity",
  "config",
  "configOverrides",
  "groups",
  "initContainers",
  "podSecurityContext",
  "securityContext",
  "topologySpreadConstraints",
  "volumeMounts",
  "volumes",
];

/** Every property of resources and types, by its place. */
const properties = Object.entries({ ...resources, ...types }).flatMap(
  ([token, { inputProperties = {}, properties: own = {} }]) =>
    [...Object.entries(inputProperties), ...Object.entries(own)].map(([name, property]) => ({
      place: `${nameOf(token)}.${name}`,
      name,
      property,
    })),
);

const innermost = (property: Property): Property => {
  const below = property.items ?? property.additionalProperties;
  return below === undefined ? property : innermost(below);
};

describe("the package's schema", function () {
  this.timeout(180_000);

  it("is what the sources say", () => {
    assert.ok(
      text === inferredFiles().get("plugin/schema.json"),
      "plugin/schema.json is stale: run npm run generate",
    );
  });

  it("has every component, and the seed as the only other resource", () => {
    const classes = Object.entries(components)
      .filter(([, value]) => typeof value === "function")
      .map(([name]) => name);
    const found = Object.entries(resources);
    const named = (kind: boolean) =>
      found
        .filter(([, { isComponent = false }]) => isComponent === kind)
        .map(([token]) => nameOf(token));
    assert.deepEqual(named(true).sort(), classes.sort());
    assert.deepEqual(named(false), ["Seed"]);
  });

  it("describes all of it", () => {
    const silent = properties.filter(({ property }) => (property.description ?? "") === "");
    assert.deepEqual(
      silent.map(({ place }) => place),
      [],
    );
    for (const [token, definition] of Object.entries({ ...resources, ...types })) {
      if (definition.enum !== undefined) continue;
      assert.ok(definition.description, `${token} has a description`);
      assert.doesNotMatch(definition.description, /```|\{@|\[object/);
    }
  });

  it("leaves nothing free but maps that are passed on", () => {
    const free = properties.filter(
      ({ property }) => innermost(property).$ref === "pulumi.json#/Any",
    );
    assert.deepEqual([...new Set(free.map(({ name }) => name))].sort(), passedOn);
    for (const { place, property } of free) assert.ok(property.type !== undefined, place);
  });

  it("marks what is a secret", () => {
    const open = properties.filter(
      ({ name, property }) =>
        property.secret !== true &&
        property.type === "string" &&
        /(password|secret|token)$/i.test(name),
    );
    assert.deepEqual(
      open.map(({ place }) => place),
      // A reference to a Secret, by its name.
      ["EnvFrom.secret"],
    );
  });

  it("has no secret that a program can't give as an Output", () => {
    const plain = properties.filter(
      ({ property }) => property.secret === true && property.plain === true,
    );
    assert.deepEqual(
      plain.map(({ place }) => place),
      [],
    );
  });

  it("counts in whole numbers", () => {
    const numbers = properties.filter(({ property }) => innermost(property).type === "number");
    assert.deepEqual(
      numbers.map(({ place }) => place),
      [],
    );
  });

  it("has names for values that are one of a few", () => {
    const modes = types["formance-control-plane:index:TlsMode"]?.enum;
    assert.deepEqual(modes?.[0], { name: "VerifyFull", value: "verify-full" });
    for (const [token, { enum: members }] of Object.entries(types)) {
      for (const { name } of members ?? []) assert.match(name, /^[A-Z]\w*$/, token);
    }
  });

  it("has the versions of the package and of the providers that it is tested with", () => {
    const read = (file: string) =>
      JSON.parse(readFileSync(file, "utf8")) as {
        version: string;
        devDependencies: Record<string, string>;
      };
    const manifest = read("package.json");
    assert.equal(version, manifest.version);
    assert.equal(read("plugin/package.json").version, manifest.version);
    for (const { name, version: needed } of dependencies) {
      assert.equal(needed, manifest.devDependencies[`@pulumi/${name}`]);
    }
  });
});
