import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { recordControlPlane } from "../support/control-plane";
import { at, find, type Recorded } from "../support/mocks";

interface ContractEnv {
  readonly name: string;
  readonly secret: boolean;
  readonly default: string;
  readonly byDefault: boolean;
}

interface ContractService {
  readonly image: string;
  readonly tag: string;
  readonly container: string;
  readonly command: string[] | null;
  readonly args: string[] | null;
  readonly ports: { readonly name: string; readonly port: number; readonly byDefault: boolean }[];
  readonly probes: Record<string, { readonly path: string; readonly port: string | number } | null>;
  readonly env: ContractEnv[];
}

interface ContractJob {
  readonly kind: string;
  readonly schedule: string | null;
  readonly restartPolicy: string;
  readonly containers: { name: string; command: string[] | null; args: string[]; env: string[] }[];
}

interface Contract {
  readonly services: Record<string, ContractService>;
  readonly jobs: Record<string, ContractJob>;
}

interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: unknown;
}

const folder = resolve(__dirname, "../../../test/components/contract");
const contract = JSON.parse(readFileSync(resolve(folder, "contract.json"), "utf8")) as Contract;

/** Our name of each service in the contract. */
const ours: Record<string, string> = {
  membership: "formance-membership",
  dex: "formance-dex",
  "console-v3": "formance-console",
  portal: "formance-portal",
};

/** Every deliberate difference from the contract, with its reason. */
const differences = {
  values: {
    // One label below the domain, so that a certificate for *.<domain> covers it.
    CONSOLE_PUBLIC_BASEURL: "https://console.example.com",
    APPS_CONSOLE_V3: "https://console.example.com",
    "console-v3 COOKIE_DOMAIN": "console.example.com",
    "console-v3 REDIRECT_URI": "https://console.example.com",
    // A role of its own for each service, in place of one for all.
    "membership POSTGRES_USERNAME": "membership",
    "console-v3 POSTGRES_USERNAME": "console",
    "portal POSTGRES_USERNAME": "portal",
  } as Record<string, string>,
  additional: {
    // Dex must take its file to the letter, and start with one provider down.
    // A client may log in with its next secret before Membership has restarted.
    membership: ["CONSOLEV3_OAUTH_CLIENT_SECRET_NEXT", "PORTAL_OAUTH_CLIENT_SECRET_NEXT"],
    dex: ["DEX_EXPAND_ENV", "DEX_CONTINUE_ON_CONNECTOR_FAILURE"],
  } as Record<string, string[]>,
  /** The licence is empty by default; only a token that is given is a secret. */
  plainByDefault: ["LICENCE_TOKEN"],
  /** The Portal's container is called after the service, not after the release. */
  containers: { portal: "portal" } as Record<string, string>,
};

function containerOf(resources: Recorded[], service: string): Record<string, unknown> {
  const deployment = find(resources, "kubernetes:apps/v1:Deployment", ours[service] ?? "");
  return at(deployment.inputs, "spec", "template", "spec", "containers", 0) as Record<
    string,
    unknown
  >;
}

describe("the contract of the images", () => {
  let resources: Recorded[];

  before(async () => {
    resources = await recordControlPlane();
  });

  for (const [service, expected] of Object.entries(contract.services)) {
    describe(service, () => {
      it("runs the image with the arguments it expects", () => {
        const container = containerOf(resources, service);
        assert.equal(container.image, `${expected.image}:${expected.tag}`);
        assert.equal(container.name, differences.containers[service] ?? expected.container);
        assert.deepEqual(container.command ?? null, expected.command);
        assert.deepEqual(container.args ?? null, expected.args);
      });

      it("opens the ports", () => {
        const container = containerOf(resources, service);
        const wanted = expected.ports.filter((port) => port.byDefault);
        assert.deepEqual(
          container.ports,
          wanted.map(({ name, port }) => ({ name, containerPort: port, protocol: "TCP" })),
        );
        const name = ours[service] ?? "";
        const ports = at(
          find(resources, "kubernetes:core/v1:Service", name).inputs,
          "spec",
          "ports",
        ) as { name: string; port: number; targetPort: string; appProtocol: string }[];
        assert.deepEqual(
          ports.map((port) => [port.name, port.port, port.targetPort, port.appProtocol]),
          wanted.map((port) => [port.name, port.port, port.name, "http"]),
        );
      });

      it("asks the probes where the image answers", () => {
        const container = containerOf(resources, service);
        for (const kind of ["readiness", "liveness"]) {
          const probe = expected.probes[kind];
          const port = typeof probe?.port === "number" ? "http" : probe?.port;
          assert.deepEqual(at(container, `${kind}Probe`, "httpGet"), { path: probe?.path, port });
        }
      });

      it("gets its environment, in order", () => {
        const env = (containerOf(resources, service).env ?? []) as EnvVar[];
        const wanted = expected.env.filter(({ byDefault }) => byDefault);
        assert.deepEqual(
          env.map(({ name }) => name),
          [...wanted.map(({ name }) => name), ...(differences.additional[service] ?? [])],
        );
        for (const row of wanted) {
          const variable = env.find(({ name }) => name === row.name);
          if (row.secret && !differences.plainByDefault.includes(row.name)) {
            assert.ok(at(variable, "valueFrom", "secretKeyRef"), `${row.name} is from a Secret`);
            assert.equal(variable?.value, undefined);
          } else if (row.name === "POD_NAME") {
            assert.equal(at(variable, "valueFrom", "fieldRef", "fieldPath"), "metadata.name");
          } else {
            const value =
              differences.values[`${service} ${row.name}`] ??
              differences.values[row.name] ??
              defaultOf(row);
            assert.equal(variable?.value, value, row.name);
          }
        }
      });
    });
  }

  for (const [id, name, conditional] of [
    ["membership-migrate", "formance-membership-migrate", ["membership-init"]],
    ["console-v3-migrate", "formance-console-migrate", []],
    ["portal-migrate", "formance-portal-migrate", []],
  ] as const) {
    it(`runs ${id}`, () => {
      const job = find(resources, "kubernetes:batch/v1:Job", name);
      const pod = at(job.inputs, "spec", "template", "spec");
      assert.equal(at(pod, "restartPolicy"), contract.jobs[id]?.restartPolicy);
      const wanted = (contract.jobs[id]?.containers ?? []).filter(
        (container) => !(conditional as readonly string[]).includes(container.name),
      );
      assertContainers(at(pod, "containers"), wanted);
    });
  }

  it("cleans up invitations", () => {
    const job = find(resources, "kubernetes:batch/v1:CronJob", "formance-membership-gc-invitation");
    const expected = contract.jobs["membership-gc-invitation"];
    assert.equal(at(job.inputs, "spec", "schedule"), expected?.schedule);
    const pod = at(job.inputs, "spec", "jobTemplate", "spec", "template", "spec");
    assert.equal(at(pod, "restartPolicy"), expected?.restartPolicy);
    assertContainers(at(pod, "containers"), expected?.containers ?? []);
  });

  it("writes Membership's file with the clients it names", () => {
    const map = find(resources, "kubernetes:core/v1:ConfigMap", "formance-membership-config");
    const scopes = ["accesses", "remember_me", "keep_refresh_token", "on_behalf"];
    const client = (id: string, variable: string, url: string) => ({
      id,
      secrets: [`$${variable}`, `$${variable}_NEXT`],
      redirectUris: [`${url}/auth/login`, `${url}/auth/login-by-org`],
      postLogoutRedirectUris: [`${url}/auth/logout`],
      scopes,
    });
    assert.deepEqual(parse(at(map.inputs, "data", "config.yaml") as string), {
      staticClients: [
        { id: "fctl", public: true },
        client("console-v3", "CONSOLEV3_OAUTH_CLIENT_SECRET", "https://console.example.com"),
        client("portal", "PORTAL_OAUTH_CLIENT_SECRET", "https://portal.example.com"),
      ],
    });
  });

  it("writes Dex's file with Postgres, verified TLS, and Membership's client", () => {
    const secret = find(resources, "kubernetes:core/v1:Secret", "formance-dex-config");
    const file = parse(at(secret.inputs, "stringData", "config.yaml") as string) as unknown;
    assert.equal(at(file, "issuer"), "https://dex.example.com");
    assert.deepEqual(at(file, "logger"), { format: "json" });
    assert.equal(at(file, "storage", "type"), "postgres");
    assert.deepEqual(at(file, "storage", "config", "ssl"), { mode: "verify-full" });
    assert.deepEqual(at(file, "oauth2"), {
      skipApprovalScreen: true,
      responseTypes: ["code", "token", "id_token"],
    });
    assert.equal(at(file, "staticClients", 0, "id"), "membership");
    assert.deepEqual(at(file, "staticClients", 0, "redirectURIs"), [
      "https://membership.example.com/api/authorize/callback",
    ]);
  });
});

function assertContainers(found: unknown, wanted: ContractJob["containers"]): void {
  const containers = found as { command?: string[]; args: string[]; env: EnvVar[] }[];
  assert.equal(containers.length, wanted.length);
  wanted.forEach((expected, index) => {
    const container = containers[index] ?? { args: [], env: [] };
    assert.deepEqual(container.command ?? null, expected.command);
    assert.deepEqual(container.args, expected.args);
    assert.deepEqual(
      container.env.map(({ name }) => name),
      expected.env.filter((name) => !offByDefault.test(name)),
    );
  });
}

/** Variables of features that the default config leaves off. */
const offByDefault = /^(OTEL_TRACES|OTEL_METRICS|POSTGRES_AWS|PUBLISHER_NATS_|JETSTREAM_)/;

/** The contract's default, for the domain `example.com`. */
function defaultOf({ name, default: value }: ContractEnv): string {
  if (name === "STARGATE_SERVER_URL" || name.startsWith("LICENCE_CLUSTER")) return "";
  if (value === "(empty literal)") return "";
  return value.replaceAll("<serviceHost>", "example.com");
}
