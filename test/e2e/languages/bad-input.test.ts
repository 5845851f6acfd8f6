import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Consumer, pluginFolder, yamlProgram } from "./consumer";

const program = (region: object) =>
  yamlProgram("seed", "MembershipSeed", {
    connection: {
      host: "db",
      port: 5432,
      database: "membership",
      user: "membership",
      password: "Cl3arText",
    },
    regions: [{ name: "eu-1", ...region }],
  });

const ownSeed = yamlProgram("seed", "Seed", {
  connection: { host: "db", port: 5432, database: "membership", user: "membership" },
  password: "Cl3arText",
  specification: { organizations: [{ name: "Acme", owner: "nobody" }] },
});

const controlPlane = yamlProgram("formance", "ControlPlane", {
  domain: "example.com",
  database: {
    managed: true,
    host: "db",
    admin: { password: { "fn::secret": "Cl3arText" } },
  },
});

describe("what is wrong in a program of another language", function () {
  this.timeout(300_000);
  let consumer: Consumer;

  before(async () => {
    consumer = await Consumer.open("yaml");
  });

  after(async () => {
    await consumer.close();
  });

  const complaintOf = async (region: object) => {
    consumer.edit("Pulumi.yaml", () => program(region));
    const { code, stdout, stderr } = await consumer.attempt("preview");
    assert.notEqual(code, 0);
    const text = stdout + stderr;
    assert.doesNotMatch(text, /^ *at .*\.js:\d+/m, "a stack trace");
    assert.ok(!text.includes("Cl3arText"));
    return text;
  };

  it("is an unknown argument, by its name", async () => {
    const text = await complaintOf({ base_url: "https://example.com" });
    assert.match(text, /base_url/);
  });

  it("is a value of a wrong type, by the place of its argument", async () => {
    const text = await complaintOf({ baseUrl: "no URL" });
    assert.match(text, /regions\[0\]\.baseUrl/);
  });

  it("is the specification of the package's own Seed, by the place in it", async () => {
    consumer.edit("Pulumi.yaml", () => ownSeed);
    const { code, stdout, stderr } = await consumer.attempt("preview");
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /organizations\[0\]\.owner/);
    assert.doesNotMatch(stdout + stderr, /^ *at .*\.js:\d+|Cl3arText/m);
  });

  it("is an import of a seed, which needs none", async () => {
    const found = ["import", "formance-control-plane:index:Seed", "other", "some-id", "--yes"];
    const { code, stdout, stderr } = await consumer.attempt(...found);
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /A seed can't be imported, and needs no import: declare it/);
    assert.doesNotMatch(stdout + stderr, /^ *at .*\.js:\d+/m);
  });

  it("is a provider's plugin that is missing, by its name and version", async () => {
    consumer.edit("Pulumi.yaml", () => controlPlane);
    const { PULUMI_DEBUG_PROVIDERS: providers } = consumer.env;
    Object.assign(consumer.env, {
      PULUMI_DEBUG_PROVIDERS: "",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    });
    const { code, stdout, stderr } = await consumer.attempt("preview");
    Object.assign(consumer.env, {
      PULUMI_DEBUG_PROVIDERS: providers,
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false",
    });
    assert.notEqual(code, 0);
    assert.match(
      stdout + stderr,
      /no resource plugin 'pulumi-resource-(kubernetes|postgresql|random|tls)' found in the workspace at version v\d/,
    );
    assert.doesNotMatch(stdout + stderr, /^ *at .*\.js:\d+|Cl3arText/m);
  });

  it("is not the schema, which is the one of the package", async () => {
    const served = schemaOf(await consumer.pulumi("package", "get-schema", pluginFolder));
    const kept = schemaOf(readFileSync(path.join(pluginFolder, "schema.json"), "utf8"));
    assert.deepEqual(served, kept);
  });
});

/** What the CLI doesn't write in another form: the arguments of each resource, and the types. */
function schemaOf(text: string) {
  const { version, resources, types } = JSON.parse(text) as {
    version: string;
    resources: Record<string, { inputProperties?: object; requiredInputs?: string[] }>;
    types: Record<string, { properties?: object; enum?: object[] }>;
  };
  return {
    version,
    resources: Object.entries(resources).map(([token, { inputProperties, requiredInputs }]) => [
      token,
      Object.keys(inputProperties ?? {}).sort(),
      (requiredInputs ?? []).toSorted(),
    ]),
    types: Object.entries(types).map(([token, { properties, enum: members }]) => [
      token,
      Object.keys(properties ?? {}).sort(),
      members?.length,
    ]),
  };
}
