import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import { parse } from "yaml";
import { loadConfig } from "../../config/load";
import { isMapping, type Mapping } from "../../config/path";
import { toArgs } from "../../config/to-args";
import { secretKeys, stackConfig } from "../support/example-stacks";
import { errorOf, project, sourceOf } from "./support";

const examples = ["small-test", "production", "own-oidc", "gateway", "local"].map((name) => ({
  name,
  file: `examples/${name}/Pulumi.${name}.yaml`,
  secrets: secretKeys(`examples/${name}/secrets.sh`),
}));
const dev = { name: "dev", file: "Pulumi.dev.yaml", secrets: ["database.admin.password"] };

function read(file: string): Mapping {
  const document: unknown = parse(readFileSync(file, "utf8"));
  ok(isMapping(document));
  return document;
}

function validator(file: string): ValidateFunction {
  return new Ajv2020({ allErrors: true, strictTypes: false }).compile(read(file));
}

const canary = "canary-5RkQ";

describe("example stacks", () => {
  for (const { name, file, secrets } of [...examples, dev]) {
    describe(name, () => {
      it("loads once its secrets are set", () => {
        const config = loadConfig(sourceOf(stackConfig(file, secrets, canary)));
        const args = toArgs(config, () => "sealed");
        ok(!JSON.stringify(args).includes(canary));
        strictEqual(JSON.stringify(args).match(/"sealed"/g)?.length, secrets.length);
      });

      it("asks for every secret that is needed", () => {
        const needed = [...secrets].sort();
        const error = errorOf(sourceOf(stackConfig(file, [], canary)));
        deepStrictEqual(
          error?.problems.map(({ path }) => path),
          needed.map((key) => `${project}:${key}`),
        );
      });

      it("is accepted by the editor's schema, with secrets encrypted and not in clear", () => {
        const validate = validator("schemas/stack-config.json");
        const withSecrets = (value: unknown) => ({
          config: Object.fromEntries(
            Object.entries(stackConfig(file, secrets, value)).map(([key, child]) => [
              `${project}:${key}`,
              child,
            ]),
          ),
        });
        ok(validate(read(file)), JSON.stringify(validate.errors));
        ok(validate(withSecrets({ secure: "v1:abc" })), JSON.stringify(validate.errors));
        strictEqual(validate(withSecrets(canary)), false);
      });

      it("points the editor at its schema in the first line", () => {
        const first = readFileSync(file, "utf8").split("\n", 1)[0] ?? "";
        match(first, /^# yaml-language-server: \$schema=\S+$/);
        const target = resolve(dirname(file), first.split("=")[1] ?? "");
        strictEqual(target, resolve("schemas/stack-config.json"));
      });
    });
  }

  it("share defaults that the editor's schema for them accepts", () => {
    const validate = validator("schemas/shared-config.json");
    ok(validate(read("examples/base.yaml")), JSON.stringify(validate.errors));
    strictEqual(validate({ database: { admin: { password: canary } } }), false);
    strictEqual(validate({ imagse: {} }), false);
  });

  it("are all of the examples there are", () => {
    const files = globSync("examples/*/Pulumi.*.yaml").sort();
    deepStrictEqual(files, examples.map(({ file }) => join(file)).sort());
  });

  it("differ in what they show", () => {
    const [test, production, own, gateway] = examples.map(({ file, secrets }) =>
      loadConfig(sourceOf(stackConfig(file, secrets, canary))),
    );
    strictEqual(test?.database.mode, "managed");
    strictEqual(test.environment, "test");
    strictEqual(production?.dex?.connectors?.length, 2);
    strictEqual(production.database.mode, undefined);
    strictEqual(own?.oidc?.path, "/realms/formance");
    strictEqual(gateway?.gateway?.name, "public");
    strictEqual(gateway.externalSecrets?.store.name, "vault");
  });
});

describe("the editor's schema", () => {
  const validate = validator("schemas/stack-config.json");
  const accepts = (config: Mapping) =>
    validate({
      config: Object.fromEntries(
        Object.entries(config).map(([key, value]) => [`${project}:${key}`, value]),
      ),
    });

  it("refuses slips and wrong types", () => {
    strictEqual(accepts({ domian: "example.com" }), false);
    strictEqual(accepts({ database: { hots: "db" } }), false);
    strictEqual(accepts({ database: { port: "5432" } }), false);
    strictEqual(accepts({ environment: "prod" }), false);
    strictEqual(accepts({ seed: { regions: [{ name: "eu" }] } }), false);
  });

  it("accepts what another layer completes, and null", () => {
    ok(accepts({ database: { port: 5433 }, ingress: { tls: { issuer: null } }, nats: null }));
  });

  it("leaves the keys of other namespaces and of the engine alone", () => {
    ok(
      validate({
        secretsprovider: "passphrase",
        encryptionsalt: "v1:abc",
        environment: ["shared"],
        config: { "kubernetes:context": "kind", "pulumi:disable-default-providers": ["*"] },
      }),
    );
  });
});

describe("the project file", () => {
  it("runs the compiled program under the namespace of the examples", () => {
    const file = read("Pulumi.yaml");
    strictEqual(file.name, project);
    strictEqual(file.main, "dist/index.js");
    ok(existsSync("index.ts"), "dist/index.js is compiled from index.ts");
  });
});
