import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Consumer, pluginFolder } from "./consumer";

const program = (region: string) => `
name: formance
runtime: yaml
packages:
  formance-control-plane: ${pluginFolder}
resources:
  seed:
    type: formance-control-plane:MembershipSeed
    properties:
      connection:
        host: db
        port: 5432
        database: membership
        user: membership
        password: Cl3arText
      regions:
        - name: eu-1
          ${region}
`;

describe("what is wrong in a program of another language", function () {
  this.timeout(300_000);
  let consumer: Consumer;

  before(async () => {
    consumer = await Consumer.open("yaml");
  });

  after(async () => {
    await consumer.close();
  });

  const complaintOf = async (region: string) => {
    consumer.edit("Pulumi.yaml", () => program(region));
    const { code, stdout, stderr } = await consumer.attempt("preview");
    assert.notEqual(code, 0);
    const text = stdout + stderr;
    assert.doesNotMatch(text, /^ *at .*\.js:\d+/m, "a stack trace");
    assert.ok(!text.includes("Cl3arText"));
    return text;
  };

  it("is an unknown argument, by its name", async () => {
    const text = await complaintOf("base_url: https://example.com");
    assert.match(text, /base_url/);
  });

  it("is a value of a wrong type, by the place of its argument", async () => {
    const text = await complaintOf("baseUrl: no URL");
    assert.match(text, /regions\[0\]\.baseUrl/);
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
