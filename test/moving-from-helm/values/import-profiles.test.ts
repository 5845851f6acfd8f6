import assert from "node:assert/strict";
import { formatPath } from "../../../config/path";
import { at, find, type Recorded } from "../../support/mocks";
import {
  chartEnvironment,
  environmentIn,
  environmentOf,
  servicesWithEnv,
  type ServiceWithEnv,
} from "./environment";
import { deploy, importProfile } from "./profiles";

type Changes = Partial<Record<ServiceWithEnv, Readonly<Record<string, string>>>>;

interface Expected {
  /** Variables that the profile gives another value than the chart's default, or adds. */
  readonly env?: Changes;
  /** Where the databases are, as the URLs end. */
  readonly database?: string;
  /** The same for Console and Portal, where theirs are elsewhere. */
  readonly databaseOfWeb?: string;
  /** Paths of the secrets. */
  readonly secrets: readonly string[];
  /** Keys that nothing came of although they had an effect. */
  readonly lost?: readonly string[];
  /** Keys that the chart itself passes over. */
  readonly unused?: readonly string[];
  readonly check?: (resources: readonly Recorded[]) => void;
}

const passwords = ["dex", "membership", "console", "portal"].map(
  (service) => `database.${service}.password`,
);
const bundled = "@cp-postgresql.formance-system.svc:5432/formance?sslmode=disable";
const external = "@postgres.example.net:5432/formance?sslmode=disable";
const nats = {
  PUBLISHER_NATS_ENABLED: "true",
  PUBLISHER_NATS_URL: "nats://nats.nats.svc:4222",
  PUBLISHER_NATS_CLIENT_ID: "membership",
  PUBLISHER_TOPIC_MAPPING: "membership",
};
/** The chart tells Membership alone, the control plane all of them. */
const publishing = {
  "console-v3": {
    ...nats,
    PUBLISHER_NATS_REQUEST_TIMEOUT: "60s",
    PUBLISHER_NATS_CLIENT_ID: "console-v3",
    PUBLISHER_TOPIC_MAPPING: "console-v3",
  },
  portal: {
    ...nats,
    PUBLISHER_NATS_REQUEST_TIMEOUT: "60s",
    PUBLISHER_NATS_CLIENT_ID: "portal",
    PUBLISHER_TOPIC_MAPPING: "portal",
  },
};
/** Whose value differs by how a secret is handed over, or is asserted by itself. */
const apart = /^POSTGRES_URI$/;

const profiles: Readonly<Record<string, Expected>> = {
  "1-minimal": {
    secrets: passwords,
    check: (resources) => {
      const secrets = ingresses(resources).map(({ spec }) => [
        at(spec, "rules", 0, "host"),
        at(spec, "tls", 0, "secretName"),
      ]);
      assert.deepEqual(Object.fromEntries(secrets as [string, string][]), {
        "console.v3.example.com": "tls-dex",
        "dex.example.com": "tls-dex",
        "membership.example.com": "tls-membership",
        "portal.example.com": "tls-portal",
      });
    },
  },
  "2-map-all-secrets": {
    secrets: [],
    unused: [
      "global.platform.cookie.existingSecret",
      "global.platform.cookie.secretKeys.encryptionKey",
      "global.platform.membership.oauthClient.existingSecret",
      "global.platform.membership.oauthClient.secretKeys.secret",
      "global.postgresql.auth.secretKeys.userPasswordKey",
    ],
    check: (resources) => {
      const membership = environmentOf(resources, "formance-membership");
      assert.equal(membership.RP_CLIENT_SECRET, "login/membership");
      assert.equal(membership.POSTGRES_PASSWORD, "postgres/admin-password");
      assert.equal(environmentOf(resources, "formance-portal").COOKIE_SECRET, "cookies/portal");
    },
  },
  "3-external-postgresql": {
    env: {
      membership: { POSTGRES_USERNAME: "ledger" },
      "console-v3": { POSTGRES_USERNAME: "ledger" },
      portal: { POSTGRES_USERNAME: "ledger" },
    },
    database: external,
    secrets: passwords,
    unused: ["global.service.ports.postgresql"],
  },
  "4-aws-membership-iam": {
    env: Object.fromEntries(
      (["membership", "console-v3", "portal"] as const).map((service) => [
        service,
        { POSTGRES_AWS_ENABLE_IAM: "true" },
      ]),
    ),
    database: bundled.replace("disable", "require"),
    secrets: ["database.dex.password"],
    unused: ["membership.dex.configOverrides.ssl"],
    check: (resources) => {
      const env = environmentOf(resources, "formance-membership");
      assert.equal(env.POSTGRES_PASSWORD, undefined);
      const roles = resources
        .filter(({ type }) => type === "kubernetes:core/v1:ServiceAccount")
        .map(({ name, inputs }) => [
          name,
          at(inputs, "metadata", "annotations", "eks.amazonaws.com/role-arn"),
        ])
        .filter(([, role]) => role !== undefined);
      assert.deepEqual(roles.sort(), [
        ["formance-membership", "arn:aws:iam::123456789012:role/membership"],
        ["formance-membership-migrate", "arn:aws:iam::123456789012:role/membership-migration"],
      ]);
    },
  },
  "5-aws-target-group-binding": {
    secrets: passwords,
    unused: ["membership.aws.targetGroups.grpc.targetGroupARN"],
    check: (resources) => {
      const bindings = resources
        .filter(({ type }) => type.endsWith(":TargetGroupBinding"))
        .map(({ inputs }) => [
          at(inputs, "spec", "serviceRef", "name"),
          at(inputs, "spec", "serviceRef", "port"),
          String(at(inputs, "spec", "targetGroupARN"))
            .split("/")
            .at(-2),
        ]);
      assert.deepEqual(bindings.sort(), [
        ["formance-dex", 5556, "dex"],
        ["formance-membership", 8080, "membership"],
        ["formance-portal", 3000, "portal"],
      ]);
      // The chart's profile leaves Console's Ingress on.
      const hosts = ingresses(resources).map(({ spec }) => at(spec, "rules", 0, "host"));
      assert.deepEqual(hosts, ["console.v3.example.com"]);
    },
  },
  "6-optional-events-managed-stacks": {
    env: { ...publishing, membership: { ...nats, MANAGED_STACKS: "false" } },
    secrets: [...passwords, "nats.url"],
    check: (resources) => {
      const service = find(resources, "kubernetes:core/v1:Service", "formance-membership");
      assert.deepEqual(
        (at(service.inputs, "spec", "ports") as { name: string; port: number }[]).map((port) => [
          port.name,
          port.port,
        ]),
        [
          ["http", 8080],
          ["grpc", 8082],
        ],
      );
    },
  },
  "7-optional-events-action": {
    // The chart sets no publisher up, since stacks are managed; the profile is for events.
    env: { ...publishing, membership: { ...nats, DISABLE_EVENTS: "false" } },
    secrets: [...passwords, "nats.url"],
  },
  "8-optional-nats-secrets": {
    env: { ...publishing, membership: { ...nats, MANAGED_STACKS: "false" } },
    secrets: [...passwords, "nats.url"],
    unused: ["membership.global.nats.auth.user"],
  },
  "9-optional-job-stack-life-cycle": {
    secrets: passwords,
    unused: ["membership.job.stackLifeCycle.enabled", "membership.config.cycle.dryRun"],
    check: (resources) => {
      assert.deepEqual(cronJobs(resources), ["formance-membership-gc-invitation"]);
    },
  },
  "10-optional-job-garbage-collector": {
    secrets: passwords,
    unused: ["membership.job.garbageCollector.enabled"],
    check: (resources) => {
      assert.deepEqual(cronJobs(resources), ["formance-membership-gc-invitation"]);
    },
  },
  "11-membership-multi-user": {
    env: {
      membership: { POSTGRES_USERNAME: "membership" },
      "console-v3": { POSTGRES_USERNAME: "membership" },
      portal: { POSTGRES_USERNAME: "membership" },
    },
    // With the bundled database left on, the chart tells its address to Membership and Dex alone.
    databaseOfWeb: external,
    secrets: [],
    unused: ["global.postgresql.auth.secretKeys.userPasswordKey", "postgresql"],
    check: (resources) => {
      const job = find(resources, "kubernetes:batch/v1:Job", "formance-membership-migrate");
      const container = at(job.inputs, "spec", "template", "spec", "containers", 0);
      const env = environmentIn(resources, container);
      assert.equal(env.POSTGRES_USERNAME, "migration");
      assert.equal(env.POSTGRES_PASSWORD, "postgres-migration/migration");
    },
  },
  "12-membership-external-oauth-identity-provider": {
    env: {
      membership: {
        RP_ISSUER: "https://keycloak.example.net/realms/formance",
        RP_SCOPES: "openid email",
      },
    },
    secrets: [...passwords.slice(1), "oidc.clientSecret"],
    check: (resources) => {
      assert.equal(
        environmentOf(resources, "formance-membership").RP_CLIENT_SECRET,
        "fX8-canary-client",
      );
      assert.ok(!resources.some(({ name }) => name === "formance-dex"));
    },
  },
};

function ingresses(resources: readonly Recorded[]): { spec: unknown }[] {
  return resources
    .filter(({ type }) => type === "kubernetes:networking.k8s.io/v1:Ingress")
    .map(({ inputs }) => ({ spec: inputs.spec }));
}

function cronJobs(resources: readonly Recorded[]): string[] {
  return resources
    .filter(({ type }) => type === "kubernetes:batch/v1:CronJob")
    .map(({ name }) => name)
    .sort();
}

describe("the vendor's profiles, imported", () => {
  for (const [profile, expected] of Object.entries(profiles)) {
    describe(profile, () => {
      const release = importProfile(profile);
      const keysOf = (...outcomes: string[]) =>
        release.notes.filter(({ outcome }) => outcomes.includes(outcome)).map(({ key }) => key);
      let resources: readonly Recorded[];

      before(async () => {
        resources = await deploy(release);
      });

      it("is a valid stack config without a secret in it", () => {
        assert.deepEqual(release.problems, []);
        assert.doesNotMatch(JSON.stringify([release.config, release.notes]), /canary/);
        assert.deepEqual(
          release.secrets.map(({ path }) => formatPath(path)),
          expected.secrets,
        );
      });

      it("names what the chart passed over, and loses nothing else", () => {
        assert.deepEqual(keysOf("lost", "unknown"), expected.lost ?? []);
        assert.deepEqual(keysOf("unused").sort(), [...(expected.unused ?? [])].sort());
      });

      for (const service of Object.keys(servicesWithEnv) as ServiceWithEnv[]) {
        it(`gives ${service} the variables that the chart gives`, () => {
          const found = environmentOf(resources, servicesWithEnv[service]);
          const wanted = { ...chartEnvironment(service), ...expected.env?.[service] };
          for (const [name, value] of Object.entries(wanted)) {
            if (!apart.test(name)) assert.equal(found[name], value, name);
          }
          const uri = found.POSTGRES_URI ?? "";
          const { database = bundled, databaseOfWeb = database } = expected;
          const end = service === "membership" ? database : databaseOfWeb;
          assert.ok(uri.endsWith(end), uri.replace(/^.*@/, "@"));
        });
      }

      const { check } = expected;
      if (check !== undefined) {
        it("gives what the profile is for", () => {
          check(resources);
        });
      }
    });
  }
});
