import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import { parse } from "yaml";
import { ControlPlane, DexProvider, Ingress, MembershipService } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, record, type Plain, type Recorded } from "../../support/mocks";
import { validCertificate } from "../../config/cases/certificates";

interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: unknown;
}

function envOf(resources: Recorded[], name: string): Map<string, EnvVar> {
  const { inputs } = find(resources, "kubernetes:apps/v1:Deployment", name);
  const env = at(inputs, "spec", "template", "spec", "containers", 0, "env") as EnvVar[];
  return new Map(env.map((variable) => [variable.name, variable]));
}

const secretOf = (resources: Recorded[], name: string) =>
  find(resources, "kubernetes:core/v1:Secret", name).inputs.stringData as Record<string, string>;

describe("an own OpenID Connect provider", () => {
  const oidc = {
    host: "id.example.com",
    path: "/realms/formance",
    clientId: "formance",
    clientSecret: "provider-secret",
  };

  it("leaves nothing of Dex in the stack", async () => {
    const resources = await recordControlPlane({ ...smallest, oidc });
    const dex = resources.filter(({ name }) => name.includes("dex"));
    assert.deepEqual(dex, []);
  });

  it("is what Membership logs users in with", async () => {
    const resources = await recordControlPlane({ ...smallest, oidc });
    const env = envOf(resources, "formance-membership");
    assert.equal(env.get("RP_ISSUER")?.value, "https://id.example.com/realms/formance");
    assert.equal(env.get("RP_CLIENT_ID")?.value, "formance");
    assert.equal(env.get("RP_SCOPES")?.value, "openid email federated:id");
    assert.equal(secretOf(resources, "formance-membership").RP_CLIENT_SECRET, "provider-secret");
  });

  it("stands in Membership's file too when asked for, which then is a Secret", async () => {
    const resources = await recordControlPlane({ ...smallest, oidc: { ...oidc, connector: true } });
    const file = secretOf(resources, "formance-membership-config")["config.yaml"] ?? "";
    assert.deepEqual(at(parse(file), "connectors"), [
      {
        id: "default",
        name: "Single sign-on",
        type: "generic",
        clientID: "formance",
        clientSecret: "provider-secret",
        config: { issuer: "https://id.example.com/realms/formance" },
      },
    ]);
    assert.ok(!resources.some(({ type }) => type.endsWith(":ConfigMap")));
  });

  it("excludes Dex", async () => {
    await assert.rejects(
      recordControlPlane({ ...smallest, oidc, dex: {} }),
      /dex\n +has no effect with oidc/,
    );
  });
});

describe("databases that exist", () => {
  const database = {
    host: "db.internal",
    membership: { user: "app", password: "p@ss/w:rd" },
    dex: { password: "$dollar{{brace" },
    console: { url: "postgresql://console:c%40@other.internal:6432/ui?sslmode=verify-full" },
    portal: { passwordSecret: { name: "portal-db", key: "password" } },
  };
  let resources: Recorded[];

  before(async () => {
    resources = await recordControlPlane({ domain: "example.com", database });
  });

  it("are not touched", () => {
    assert.deepEqual(
      resources.filter(
        ({ type }) => type.startsWith("postgresql:") || type.endsWith(":postgresql"),
      ),
      [],
    );
  });

  it("are reached with any password", () => {
    assert.equal(
      secretOf(resources, "formance-membership").POSTGRES_URI,
      "postgresql://app:p%40ss%2Fw%3Ard@db.internal:5432/membership?sslmode=verify-full",
    );
    const file = parse(secretOf(resources, "formance-dex-config")["config.yaml"] ?? "") as Plain;
    assert.equal(at(file, "storage", "config", "password"), "$dollar{{brace");
  });

  it("are reached by a URL as it is", () => {
    const values = secretOf(resources, "formance-console");
    assert.equal(values.POSTGRES_URI, database.console.url);
    assert.equal(values.POSTGRES_USERNAME, "console");
    assert.equal(values.POSTGRES_PASSWORD, "c@");
  });

  it("are reached with a password that lies in a Secret of the cluster", () => {
    const env = envOf(resources, "formance-portal");
    const ref = { secretKeyRef: { name: "portal-db", key: "password" } };
    assert.deepEqual(env.get("POSTGRES_PASSWORD")?.valueFrom, ref);
    assert.equal(
      env.get("POSTGRES_URI")?.value,
      "postgresql://$(POSTGRES_USERNAME):$(POSTGRES_PASSWORD)@db.internal:5432/portal?sslmode=verify-full",
    );
    const names = [...env.keys()];
    assert.ok(names.indexOf("POSTGRES_PASSWORD") < names.indexOf("POSTGRES_URI"));
  });

  it("give the authority's file to every pod that connects", async () => {
    const withCa = await recordControlPlane({
      domain: "example.com",
      database: { ...database, tlsCa: validCertificate },
    });
    const uri = secretOf(withCa, "formance-membership").POSTGRES_URI ?? "";
    const file = new URL(uri).searchParams.get("sslrootcert");
    for (const name of ["dex", "membership", "console", "portal"]) {
      const pod = find(withCa, "kubernetes:apps/v1:Deployment", `formance-${name}`).inputs;
      const mounts = at(pod, "spec", "template", "spec", "containers", 0, "volumeMounts") as {
        name: string;
        mountPath: string;
      }[];
      const mount = mounts.find((m) => m.name === "database-ca");
      assert.equal(`${mount?.mountPath ?? ""}/ca.crt`, file, name);
    }
  });
});

describe("features that are off by default", () => {
  it("open the gRPC port and set the broker when regions are run by agents", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      membership: {
        managedStacks: false,
        grpcTokens: ["one", "two"],
        stackLifeCycle: { enabled: true },
      },
      nats: { url: "nats://nats.internal:4222", jetstreamReplicas: 3 },
    });
    const service = find(resources, "kubernetes:core/v1:Service", "formance-membership").inputs;
    const ports = at(service, "spec", "ports") as { name: string; port: number }[];
    assert.deepEqual(
      ports.map(({ name, port }) => [name, port]),
      [
        ["http", 8080],
        ["grpc", 8082],
      ],
    );
    const env = envOf(resources, "formance-membership");
    assert.equal(env.get("PUBLISHER_NATS_ENABLED")?.value, "true");
    assert.equal(secretOf(resources, "formance-membership").GRPC_TOKEN, "one two");
    const job = find(resources, "kubernetes:batch/v1:Job", "formance-membership-migrate").inputs;
    assert.deepEqual(at(job, "spec", "template", "spec", "containers", 1, "args"), [
      "stream",
      "init",
    ]);
    const cycle = find(resources, "kubernetes:batch/v1:CronJob", "formance-membership-stack-lc");
    const pod = at(cycle.inputs, "spec", "jobTemplate", "spec", "template", "spec");
    assert.deepEqual(at(pod, "containers", 0, "args"), ["stack-cycle", "--dry-run=true"]);
    const url = (at(pod, "containers", 0, "env") as EnvVar[]).find((v) => v.name === "SERVICE_URL");
    assert.equal(url?.value, "https://membership.example.com/api");
  });

  it("export traces and metrics", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      observability: {
        traces: { enabled: true, endpoint: "otel.internal", port: 4318, mode: "http" },
        metrics: { enabled: true },
        logs: { format: "text", level: "debug" },
        attributes: "team=platform",
      },
    });
    for (const name of ["formance-membership", "formance-console", "formance-portal"]) {
      const env = envOf(resources, name);
      assert.equal(env.get("OTEL_TRACES_EXPORTER_OTLP_ENDPOINT")?.value, "otel.internal:4318");
      assert.equal(env.get("OTEL_METRICS_EXPORTER_OTLP_ENDPOINT")?.value, "");
      assert.equal(env.get("LOGS_LEVEL")?.value, "debug");
      assert.ok(!env.has("JSON_FORMATTING_LOGGER"));
      assert.equal(
        env.get("OTEL_RESOURCE_ATTRIBUTES")?.value,
        "pod-name=$(POD_NAME) team=platform",
      );
    }
  });

  it("leave Console and Portal out, with their clients, databases and routes", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      console: { enabled: false },
      portal: { enabled: false },
    });
    const left = resources.filter(({ name }) => /console|portal/.test(name));
    assert.deepEqual(left, []);
    const map = find(resources, "kubernetes:core/v1:ConfigMap", "formance-membership-config");
    const file = parse(at(map.inputs, "data", "config.yaml") as string) as unknown;
    assert.deepEqual(at(file, "staticClients"), [{ id: "fctl", public: true }]);
  });
});

describe("the public entry", () => {
  const route = { name: "app", host: "app.example.com", serviceName: "app" };
  const ingress = async (args: Partial<ConstructorParameters<typeof Ingress>[1]>) => {
    const resources = await record(
      () => new Ingress("entry", { namespace: "formance", routes: [route], ...args }),
    );
    return {
      resources,
      ...find(resources, "kubernetes:networking.k8s.io/v1:Ingress", "entry-app"),
    };
  };

  it("has no TLS of its own where TLS terminates in front of it", async () => {
    const { inputs } = await ingress({ tls: { mode: "none" } });
    assert.equal(at(inputs, "spec", "tls"), undefined);
  });

  it("asks cert-manager for a certificate of each host", async () => {
    const { inputs } = await ingress({
      tls: { mode: "cert-manager", issuer: "letsencrypt", issuerKind: "Issuer" },
    });
    assert.deepEqual(at(inputs, "metadata", "annotations"), {
      "cert-manager.io/issuer": "letsencrypt",
    });
    assert.deepEqual(at(inputs, "spec", "tls"), [
      { hosts: ["app.example.com"], secretName: "entry-app-tls" },
    ]);
  });

  it("uses a Secret that exists", async () => {
    const { inputs } = await ingress({ tls: { mode: "existing", secretName: "wildcard" } });
    assert.deepEqual(at(inputs, "spec", "tls", 0, "secretName"), "wildcard");
  });

  it("makes a certificate of its own authority", async () => {
    const { inputs, resources } = await ingress({ tls: { mode: "self-signed" } });
    const secret = find(resources, "kubernetes:core/v1:Secret", "entry-tls").inputs;
    assert.equal(secret.type, "kubernetes.io/tls");
    assert.deepEqual(at(inputs, "spec", "tls", 0, "secretName"), at(secret, "metadata", "name"));
  });

  it("does not wait for an address when told so", async () => {
    const { inputs } = await ingress({ waitForLoadBalancer: false });
    assert.equal(at(inputs, "metadata", "annotations", "pulumi.com/skipAwait"), "true");
  });
});

describe("components", () => {
  it("collide with no second instance in a stack", async () => {
    const resources = await record(() => {
      new ControlPlane("first", smallest);
      new ControlPlane("second", { ...smallest, namespace: "other" });
    });
    const names = resources.map(({ type, name }) => `${type} ${name}`);
    assert.equal(new Set(names).size, names.length);
    const objects = resources
      .filter(({ type }) => type.startsWith("kubernetes:"))
      .map(({ type, inputs }) => `${type} ${String(at(inputs, "metadata", "name"))}`);
    assert.equal(new Set(objects).size, objects.length);
  });

  it("stand alone, and hand the provider in their options to every object", async () => {
    const providers: string[] = [];
    await record(
      () => {
        const provider = new k8s.Provider("lab", { context: "lab" });
        const database = { host: "db", database: "d", user: "u", password: "p" };
        const dex = new DexProvider(
          "dex",
          {
            namespace: "n",
            issuer: "https://dex.test",
            redirectUri: "https://m.test",
            storage: database,
          },
          { providers: { kubernetes: provider } },
        );
        new MembershipService(
          "membership",
          {
            namespace: "n",
            url: "https://m.test",
            loginProvider: { issuer: dex.issuer, clientSecret: dex.clientSecret },
            database,
          },
          { provider },
        );
      },
      {
        onResource: ({ type, provider }) =>
          type.startsWith("kubernetes:") && providers.push(provider),
      },
    );
    assert.ok(providers.length > 10);
    assert.ok(
      providers.every((provider) => provider.includes("::lab::")),
      providers.join("\n"),
    );
  });

  it("say all that is wrong with their arguments at once", async () => {
    const args = { ...smallest, database: { managed: true, host: "db" }, oidc: undefined };
    await assert.rejects(recordControlPlane(args), /database\.admin\.password\n +is missing/);
  });
});
