import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Consumer, pluginFolder } from "./consumer";

const program = (properties: string) => `
name: formance
runtime: yaml
packages:
  formance-control-plane: ${pluginFolder}
resources:
  seed:
    type: formance-control-plane:MembershipSeed
    properties: ${properties}
`;

const connection =
  "{ host: db, port: 5432, database: membership, user: membership, password: Cl3arText }";

describe("what is wrong in a program of another language", function () {
  this.timeout(300_000);
  let consumer: Consumer;

  before(async () => {
    consumer = await Consumer.open("yaml");
  });

  after(async () => {
    await consumer.close();
  });

  const complaintOf = async (properties: string) => {
    consumer.edit("Pulumi.yaml", () => program(properties));
    const { code, stdout, stderr } = await consumer.attempt("preview");
    assert.notEqual(code, 0);
    const text = stdout + stderr;
    assert.doesNotMatch(text, /^ *at .*\.js:\d+/m, "a stack trace");
    assert.ok(!text.includes("Cl3arText"));
    return text;
  };

  it("is an unknown argument, by its name", async () => {
    const text = await complaintOf(
      `{ connection: ${connection}, regions: [{ name: eu-1, base_url: "https://example.com" }] }`,
    );
    assert.match(text, /base_url/);
  });

  it("is a value of a wrong type, by the place of its argument", async () => {
    const text = await complaintOf(
      `{ connection: ${connection}, regions: [{ name: eu-1, baseUrl: "no URL" }] }`,
    );
    assert.match(text, /regions\[0\]\.baseUrl/);
  });

  it("is not the schema, which is the one of the package", async () => {
    const served = JSON.parse(
      await consumer.pulumi("package", "get-schema", pluginFolder),
    ) as object;
    const kept = JSON.parse(readFileSync(path.join(pluginFolder, "schema.json"), "utf8")) as object;
    assert.deepEqual(Object.keys(served).sort(), Object.keys(kept).sort());
    assert.deepEqual(served, kept);
  });
});
