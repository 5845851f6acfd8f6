import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020";
import { parse } from "yaml";
import { loadConfig } from "../../../config/load";
import { errorOf, project, sourceOf } from "../../config/support";
import { profileStacks, stackConfig, type ExampleStack } from "../../support/example-stacks";
import { at, canary, find, type Recorded } from "../../support/mocks";
import { environmentIn, environmentOf } from "./environment";

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
  "2-map-all-secrets": (resources) => {
    const membership = environmentOf(resources, "formance-membership");
    assert.equal(membership.LICENCE_TOKEN, "formance-licence/token");
    assert.equal(membership.RP_CLIENT_SECRET, "formance-clients/membership");
    for (const [service, variable] of [
      ["console", "CONSOLEV3_OAUTH_CLIENT_SECRET"],
      ["portal", "PORTAL_OAUTH_CLIENT_SECRET"],
    ] as const) {
      const env = environmentOf(resources, `formance-${service}`);
      assert.equal(env.COOKIE_SECRET, `formance-cookies/${service}`);
      assert.equal(env.POSTGRES_PASSWORD, "formance-postgres/password");
      assert.equal(env.MEMBERSHIP_CLIENT_SECRET, `formance-clients/${service}`);
      assert.equal(membership[variable], env.MEMBERSHIP_CLIENT_SECRET);
    }
    // Beside the keys of hashes that tell a changed Secret.
    const generated = resources
      .filter(({ type, name }) => type.startsWith("random:") && !name.endsWith("-hash-key"))
      .map(({ name }) => name);
    assert.deepEqual(generated, ["formance-dex-user-admin@example.com"]);
  },
  "3-external-postgresql": (resources) => {
    for (const service of ["membership", "console", "portal"]) {
      const uri = environmentOf(resources, `formance-${service}`).POSTGRES_URI ?? "";
      const end = `@postgres.example.com:5433/formance_${service}?sslmode=verify-full`;
      assert.ok(uri.endsWith(end), service);
    }
    assert.ok(!resources.some(({ type }) => type.startsWith("postgresql:")));
  },
  "4-aws-membership-iam": (resources) => {
    const membership = environmentOf(resources, "formance-membership");
    assert.equal(membership.POSTGRES_AWS_ENABLE_IAM, "true");
    assert.equal(membership.POSTGRES_PASSWORD, undefined);
    assert.match(membership.POSTGRES_URI ?? "", /@formance\.cluster-abcdef\..+:5432\/membership/);
    const roles = accounts(resources, "eks.amazonaws.com/role-arn");
    assert.match(roles["formance-membership"] ?? "", /role\/formance-membership$/);
    assert.match(roles["formance-membership-migrate"] ?? "", /role\/formance-membership-migrate$/);
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
  "6-optional-events-managed-stacks": (resources) => {
    const membership = environmentOf(resources, "formance-membership");
    assert.equal(membership.MANAGED_STACKS, "false");
    publishes(membership, "membership");
    assert.deepEqual(portsOf(resources, "formance-membership"), [
      ["http", 8080],
      ["grpc", 8082],
    ]);
    publishes(environmentOf(resources, "formance-console"), "console-v3");
    publishes(environmentOf(resources, "formance-portal"), "portal");
  },
  "7-optional-events-action": (resources) => {
    const membership = environmentOf(resources, "formance-membership");
    assert.equal(membership.MANAGED_STACKS, "true");
    assert.equal(membership.DISABLE_EVENTS, "false");
    publishes(membership, "membership");
    assert.deepEqual(portsOf(resources, "formance-membership"), [["http", 8080]]);
  },
  "8-optional-nats-secrets": (resources) => {
    const membership = environmentOf(resources, "formance-membership");
    assert.equal(membership.PUBLISHER_NATS_USERNAME, "formance-nats/username");
    assert.equal(membership.PUBLISHER_NATS_PASSWORD, "formance-nats/password");
    assert.match(membership.PUBLISHER_NATS_URL ?? "", /nats\.nats\.svc:4222$/);
  },
  "9-optional-job-stack-life-cycle": (resources) => {
    const [job] = cronJobsThatRun(resources, "stack-cycle");
    assert.deepEqual(at(job, "args"), ["stack-cycle", "--dry-run=false"]);
    assert.equal(
      environmentIn(resources, job).SERVICE_URL,
      "https://membership.example.com/api",
      "the chart's has no scheme",
    );
  },
  "10-optional-job-garbage-collector": (resources) => {
    assert.equal(cronJobsThatRun(resources, "auth-token").length, 1);
  },
  "11-membership-multi-user": (resources) => {
    const server = environmentOf(resources, "formance-membership");
    assert.equal(server.POSTGRES_USERNAME, "membership");
    const job = find(resources, "kubernetes:batch/v1:Job", "formance-membership-migrate");
    const container = at(job.inputs, "spec", "template", "spec", "containers", 0);
    const env = environmentIn(resources, container);
    assert.equal(env.POSTGRES_USERNAME, "membership_migration");
    assert.equal(env.POSTGRES_PASSWORD, "formance-postgres/migration");
    assert.deepEqual(accounts(resources, "example.com/role"), {
      "formance-membership": "membership",
      "formance-membership-migrate": "membership-migration",
    });
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

/** The ServiceAccounts with an annotation, by their names. */
function accounts(resources: Resources, annotation: string): Record<string, string> {
  return Object.fromEntries(
    ofKind(resources, "ServiceAccount").flatMap(({ inputs }) => {
      const value = at(inputs, "metadata", "annotations", annotation);
      return value === undefined ? [] : [[at(inputs, "metadata", "name"), value]];
    }) as [string, string][],
  );
}

function portsOf(resources: Resources, name: string): unknown[] {
  const { inputs } = find(resources, "kubernetes:core/v1:Service", name);
  const ports = at(inputs, "spec", "ports") as { name: string; port: number }[];
  return ports.map((port) => [port.name, port.port]);
}

function publishes(env: Readonly<Record<string, string>>, client: string): void {
  assert.equal(env.PUBLISHER_NATS_ENABLED, "true");
  assert.equal(env.PUBLISHER_NATS_URL, "nats://nats.nats.svc:4222");
  assert.equal(env.PUBLISHER_NATS_CLIENT_ID, client);
  assert.equal(env.PUBLISHER_TOPIC_MAPPING, client);
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
  const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(
    read("schemas/stack-config.json"),
  );

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
