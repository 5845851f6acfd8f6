import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { ControlPlane, type ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, record, type Recorded } from "../../support/mocks";

function dexFile(resources: readonly Recorded[]): unknown {
  const secret = find(resources, "kubernetes:core/v1:Secret", "formance-dex-config");
  return parse(at(secret.inputs, "stringData", "config.yaml") as string);
}

const withDex = (dex: ControlPlaneArgs["dex"]): ControlPlaneArgs => ({
  ...smallest,
  ...(dex === undefined ? {} : { dex }),
});

describe("Dex's local users", () => {
  it("are left out with their passwords after their end", async () => {
    const resources = await recordControlPlane(
      withDex({
        localUsers: [
          { email: "gone@example.com", expiresAt: "2020-01-01" },
          { email: "here@example.com", expiresAt: "2100-01-01", role: "USER" },
        ],
      }),
    );
    const passwords = at(dexFile(resources), "staticPasswords") as Record<string, string>[];
    assert.deepEqual(
      passwords.map(({ email, role }) => ({ email, role })),
      [{ email: "here@example.com", role: "USER" }],
    );
    assert.ok(!resources.some(({ name }) => name.includes("gone@example.com")));
  });

  it("tell their generated passwords and the first one by outputs", async () => {
    const seen: Record<string, unknown> = {};
    await record(() => {
      const plane = new ControlPlane(
        "formance",
        withDex({
          localUsers: [
            { email: "gone@example.com", expiresAt: "2020-01-01" },
            { email: "own@example.com", hash: `$2a$10$${"x".repeat(53)}` },
            { email: "made@example.com" },
          ],
        }),
      );
      const { firstLoginEmail, firstLoginPassword, localPasswords, connectorRedirectUri } = plane;
      // eslint-disable-next-line no-restricted-syntax -- it only keeps what is asserted below
      return pulumi
        .output({ firstLoginEmail, firstLoginPassword, localPasswords, connectorRedirectUri })
        .apply((known) => Object.assign(seen, known));
    });
    assert.equal(seen.firstLoginEmail, "own@example.com");
    assert.equal(seen.firstLoginPassword, "");
    assert.deepEqual(Object.keys(seen.localPasswords as object), ["made@example.com"]);
    assert.equal(seen.connectorRedirectUri, "https://dex.example.com/callback");
  });
});

describe("Dex's further clients", () => {
  it("stand after Membership's, with a generated secret unless they are public", async () => {
    const resources = await recordControlPlane(
      withDex({
        additionalClients: [
          { id: "grafana", redirectUris: ["https://grafana.test/login"] },
          { id: "cli", name: "CLI", public: true, redirectUris: ["http://127.0.0.1:8000"] },
        ],
      }),
    );
    const [first, grafana, cli] = at(dexFile(resources), "staticClients") as Recorded["inputs"][];
    assert.equal(first?.id, "membership");
    assert.match(String(grafana?.secret), /^generated-/);
    assert.deepEqual(cli, {
      id: "cli",
      name: "CLI",
      public: true,
      redirectURIs: ["http://127.0.0.1:8000"],
    });
  });
});

describe("Dex's storage", () => {
  it("in the cluster gets a token and the rights that it needs, and no database", async () => {
    const resources = await recordControlPlane(withDex({ storageType: "kubernetes" }));
    assert.deepEqual(at(dexFile(resources), "storage"), {
      type: "kubernetes",
      config: { inCluster: true },
    });
    const pod = find(resources, "kubernetes:apps/v1:Deployment", "formance-dex").inputs;
    assert.equal(at(pod, "spec", "template", "spec", "automountServiceAccountToken"), true);
    const rights = "kubernetes:rbac.authorization.k8s.io/v1:";
    assert.deepEqual(
      at(find(resources, `${rights}Role`, "formance-dex-storage").inputs, "rules", 0, "apiGroups"),
      ["dex.coreos.com"],
    );
    for (const kind of ["RoleBinding", "ClusterRoleBinding"]) {
      const { inputs } = find(resources, rights + kind, "formance-dex-storage");
      assert.deepEqual(at(inputs, "subjects"), [
        { kind: "ServiceAccount", name: "formance-dex", namespace: "formance" },
      ]);
    }
    assert.ok(!resources.some(({ name }) => name.startsWith("formance-dex-db")));
  });

  it("in Postgres needs neither", async () => {
    const resources = await recordControlPlane();
    assert.ok(!resources.some(({ type }) => type.includes("rbac")));
  });
});

describe("Dex's document", () => {
  it("is not deployed with what Dex would pass over", async () => {
    // A plain value is refused before anything is made.
    for (const given of [pulumi.output, (value: pulumi.Inputs) => value]) {
      const configOverrides = given({ oauth: { skipApprovalScreen: true } });
      await assert.rejects(
        recordControlPlane(withDex({ configOverrides })),
        /dex\.configOverrides\.oauth\n +is not a known key\. Did you mean oauth2\?/,
      );
    }
  });
});

/** The redirect URIs of each client, where the services are at other addresses. */
const clients: readonly (readonly [string, object])[] = [
  ["fctl", { id: "fctl", public: true }],
  ...(["console-v3", "portal"] as const).map((id) => {
    const url = id === "portal" ? "http://portal.lan" : "https://ui.example.org";
    return [
      id,
      {
        id,
        redirectUris: [`${url}/auth/login`, `${url}/auth/login-by-org`],
        postLogoutRedirectUris: [`${url}/auth/logout`],
        scopes: ["accesses", "remember_me", "keep_refresh_token", "on_behalf"],
      },
    ] as const;
  }),
  ["own", { id: "own", redirectUris: ["https://own.test/callback"] }],
];

describe("the OAuth clients of Membership", () => {
  let file: unknown;
  let resources: Recorded[];

  before(async () => {
    resources = await recordControlPlane({
      ...smallest,
      hosts: {
        console: { host: "ui.example.org" },
        portal: { host: "portal.lan", scheme: "http" },
      },
      membership: {
        additionalClients: [{ id: "own", redirectUris: ["https://own.test/callback"] }],
      },
    });
    const map = find(resources, "kubernetes:core/v1:ConfigMap", "formance-membership-config");
    file = parse(at(map.inputs, "data", "config.yaml") as string);
  });

  for (const [position, [id, expected]] of clients.entries()) {
    it(`have the addresses of ${id}`, () => {
      const { secrets, ...client } = at(file, "staticClients", position) as Recorded["inputs"];
      assert.deepEqual(client, expected);
      const variable = `$${id.replace("-", "").toUpperCase()}_OAUTH_CLIENT_SECRET`;
      assert.deepEqual(secrets, id === "fctl" ? undefined : [variable, `${variable}_NEXT`]);
    });
  }

  it("share a secret with the application, whose cookies are for its own host", () => {
    const secretOf = (name: string) =>
      find(resources, "kubernetes:core/v1:Secret", name).inputs.stringData as Record<
        string,
        string
      >;
    const membership = secretOf("formance-membership");
    for (const [name, variable] of [
      ["console", "CONSOLEV3_OAUTH_CLIENT_SECRET"],
      ["portal", "PORTAL_OAUTH_CLIENT_SECRET"],
    ] as const) {
      const app = secretOf(`formance-${name}`);
      assert.equal(app.MEMBERSHIP_CLIENT_SECRET, membership[variable], name);
      assert.match(app.COOKIE_SECRET ?? "", /^generated-/);
    }
    assert.notEqual(
      secretOf("formance-console").COOKIE_SECRET,
      secretOf("formance-portal").COOKIE_SECRET,
    );
  });
});
