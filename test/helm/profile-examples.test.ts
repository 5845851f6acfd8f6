import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { loadConfig } from "../../config/load";
import { errorOf, project, sourceOf } from "../config/support";
import { profileStacks, stackConfig, type ExampleStack } from "../support/example-stacks";
import { at, canary, type Recorded } from "../support/mocks";
import { environmentOf } from "./environment";

type Resources = readonly Recorded[];

const deployments = ["formance-console", "formance-dex", "formance-membership", "formance-portal"];
const text = canary();

/** What each profile is for. */
const intents: Readonly<Record<string, (resources: Resources) => void>> = {
  "1-minimal": (resources) => {
    assert.deepEqual(namesOf(resources, "Deployment"), deployments);
    assert.deepEqual(certificates(resources), {
      "console.example.com": "tls-console",
      "dex.example.com": "tls-dex",
      "membership.example.com": "tls-membership",
      "portal.example.com": "tls-portal",
    });
  },
  "3-external-postgresql": (resources) => {
    for (const service of ["membership", "console", "portal"]) {
      const uri = environmentOf(resources, `formance-${service}`).POSTGRES_URI ?? "";
      const end = `@postgres.example.com:5433/formance_${service}?sslmode=verify-full`;
      assert.ok(uri.endsWith(end), service);
    }
    assert.ok(!resources.some(({ type }) => type.startsWith("postgresql:")));
  },
  "5-aws-target-group-binding": (resources) => {
    assert.deepEqual(namesOf(resources, "Ingress"), []);
    assert.deepEqual(
      ofKind(resources, "TargetGroupBinding")
        .map(({ inputs }) => [
          at(inputs, "spec", "serviceRef", "name"),
          at(inputs, "spec", "serviceRef", "port"),
        ])
        .sort(),
      [
        ["formance-console", 3000],
        ["formance-dex", 5556],
        ["formance-membership", 8080],
        ["formance-portal", 3000],
      ],
    );
  },
  "10-optional-job-garbage-collector": (resources) => {
    assert.equal(cronJobsThatRun(resources, "auth-token").length, 1);
  },
  "12-membership-external-oauth-identity-provider": (resources) => {
    assert.ok(!namesOf(resources, "Deployment").includes("formance-dex"));
    const membership = environmentOf(resources, "formance-membership");
    assert.equal(membership.RP_ISSUER, "https://keycloak.example.com/realms/formance");
    assert.equal(membership.RP_CLIENT_ID, "membership");
    assert.equal(membership.RP_CLIENT_SECRET, text);
    assert.equal(membership.RP_SCOPES, "openid email");
  },
};

function ofKind(resources: Resources, kind: string): Resources {
  return resources.filter(({ type, inputs }) => type.endsWith(`:${kind}`) && inputs.kind === kind);
}

function namesOf(resources: Resources, kind: string): string[] {
  return ofKind(resources, kind)
    .map(({ name }) => name)
    .sort();
}

function certificates(resources: Resources): Record<string, unknown> {
  return Object.fromEntries(
    ofKind(resources, "Ingress").map(({ inputs }) => [
      at(inputs, "spec", "rules", 0, "host"),
      at(inputs, "spec", "tls", 0, "secretName"),
    ]) as [string, unknown][],
  );
}

/** The containers of CronJobs that are given the argument. */
function cronJobsThatRun(resources: Resources, argument: string): unknown[] {
  return ofKind(resources, "CronJob")
    .map(({ inputs }) =>
      at(inputs, "spec", "jobTemplate", "spec", "template", "spec", "containers", 0),
    )
    .filter((container) => (at(container, "args") as string[]).includes(argument));
}

function read(file: string): object {
  return parse(readFileSync(file, "utf8")) as object;
}

describe("the stacks for the vendor's profiles", () => {
  const stacks = profileStacks();
  const validate = new Ajv({ allErrors: true }).compile(read("schemas/stack-config.json"));

  it("are one for each", () => {
    assert.deepEqual(
      stacks.map(({ name }) => name),
      Object.keys(intents),
    );
  });

  for (const stack of stacks) {
    describe(stack.name, () => {
      it("needs the secrets that its script stores, and no others", () => {
        assert.deepEqual(missing(stack), [...stack.secrets].sort());
        loadConfig(sourceOf(stackConfig(stack.file, stack.secrets, text)));
      });

      it("is accepted by the editor's schema, which its first line names", () => {
        assert.ok(validate(read(stack.file)), JSON.stringify(validate.errors));
        const [first = ""] = readFileSync(stack.file, "utf8").split("\n");
        assert.equal(
          resolve(dirname(stack.file), first.split("$schema=")[1] ?? ""),
          resolve("schemas/stack-config.json"),
        );
      });

      it("gives what the profile is for", async () => {
        intents[stack.name]?.(await stack.record(text));
      });
    });
  }
});

/** Paths of the secrets that are missing while none is set. */
function missing({ file }: ExampleStack): string[] {
  const problems = errorOf(sourceOf(stackConfig(file, [], text)))?.problems ?? [];
  return problems.map(({ path }) => path.replace(`${project}:`, ""));
}
