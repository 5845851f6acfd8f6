import { deepStrictEqual, ok } from "node:assert/strict";
import { warningsOf } from "../../config/warnings";
import { validCertificate } from "./cases/certificates";
import { changed, load, project } from "./support";

const authority = { type: "ldap", id: "a", name: "A" };
const search = { host: "ldap.example.com", userSearch: { baseDN: "dc=a", username: "uid" } };
const client = { clientID: "c", clientSecret: "s-5RkQ" };
const day = 24 * 60 * 60 * 1000;
/** When the certificate of the cases expires. */
const end = Date.UTC(2120, 0, 1);

function warnings(connector: Record<string, unknown>, now?: number): string[] {
  const config = load(changed({ dex: { connectors: [connector] } }));
  return warningsOf(project, config, now).map(({ path, message }) => {
    deepStrictEqual(path, `${project}:dex.connectors[0]`);
    return message;
  });
}

const openid = (issuer: string) => ({ ...authority, type: "oidc", config: { issuer, ...client } });

/** Settings of Membership's pods, and what is warned of. */
const ofPods: readonly (readonly [settings: object, path: string, message: string])[] = [
  [
    { service: { type: "NodePort", nodePorts: { http: 80 } } },
    "service.nodePorts.http",
    "is outside 30000 to 32767, and Kubernetes refuses it unless the cluster has another range.",
  ],
  ...[
    { replicas: 2, disruptionBudget: { minAvailable: "2" } },
    { replicas: 2, disruptionBudget: { minAvailable: "51%" } },
    { autoscaling: { minReplicas: 2, maxReplicas: 4 }, disruptionBudget: { minAvailable: 3 } },
  ].map(
    (settings) =>
      [
        settings,
        "disruptionBudget.minAvailable",
        "lets no pod be evicted while there are 2 pods, so a node with one can't be drained. Lower it, or raise replicas.",
      ] as const,
  ),
  [
    { disruptionBudget: { enabled: true, minAvailable: 1 } },
    "disruptionBudget.minAvailable",
    "lets no pod be evicted while there is 1 pod, so a node with one can't be drained. Lower it, or raise replicas.",
  ],
  [
    { replicas: 3, disruptionBudget: { maxUnavailable: "0%" } },
    "disruptionBudget.maxUnavailable",
    "lets no pod be evicted while there are 3 pods, so a node with one can't be drained. Raise it.",
  ],
  [
    { disruptionBudget: { minAvailable: 1 } },
    "disruptionBudget.minAvailable",
    "has no effect: a single pod has no PodDisruptionBudget. Raise replicas.",
  ],
];

describe("warnings of the stack config", () => {
  for (const [settings, path, message] of ofPods) {
    it(`tell what Kubernetes takes and does otherwise: ${JSON.stringify(settings)}`, () => {
      deepStrictEqual(warningsOf(project, load(changed({ membership: settings }))), [
        { path: `${project}:membership.${path}`, message },
      ]);
    });
  }

  it("tell nothing of budgets and node ports that are right", () => {
    const service = { type: "NodePort", nodePorts: { http: 30080 } };
    for (const budget of [{ minAvailable: 1 }, { minAvailable: "50%" }, { maxUnavailable: 1 }]) {
      const config = load(
        changed({ membership: { replicas: 2, service, disruptionBudget: budget } }),
      );
      deepStrictEqual(warningsOf(project, config), []);
    }
  });

  it("tell of a certificate in its last 30 days, and not before", () => {
    const connector = { ...authority, config: { ...search, rootCA: validCertificate } };
    deepStrictEqual(warnings(connector, end - 31 * day), []);
    deepStrictEqual(warnings(connector, end - 29 * day), [
      "has a certificate in rootCA that expires on 2120-01-01. Get a new one from the provider.",
    ]);
  });

  it("tell of a preset's certificate too", () => {
    const adfs = { preset: "adfs", host: "adfs.example.com", certificate: validCertificate };
    const found = warnings(adfs, end - day);
    ok(found.some((message) => message.includes("certificate in ca that expires")));
  });

  it("tell that SAML is no longer maintained", () => {
    const adfs = { preset: "adfs", host: "adfs.example.com", certificate: validCertificate };
    deepStrictEqual(warnings(adfs, 0), [
      "uses SAML, which Dex no longer maintains, so known weaknesses stay open. Use OpenID Connect if the provider offers it.",
    ]);
  });

  it("tell what a proxy that logs in must do", () => {
    const [found] = warnings({ ...authority, type: "authproxy" });
    ok(found?.startsWith("trusts the headers of every request."));
  });

  it("tell of an issuer whose last slash is unusual", () => {
    const slash = "Copy it exactly from `issuer` in the provider's discovery document.";
    deepStrictEqual(warnings(openid("https://login.example.com/")), [
      `has an issuer that ends with a slash; those of most providers don't. ${slash}`,
    ]);
    deepStrictEqual(warnings(openid("https://acme.auth0.com")), [
      `has an issuer that ends without a slash; this provider's end with one. ${slash}`,
    ]);
    deepStrictEqual(warnings(openid("https://acme.auth0.com/")), []);
    deepStrictEqual(warnings(openid("https://login.example.com")), []);
  });

  const all = (change: Record<string, unknown>) =>
    Object.fromEntries(
      warningsOf(project, load(changed(change))).map(({ path, message }) => [path, message]),
    );

  it("tell of a production stack that nobody can reach", () => {
    deepStrictEqual(all({}), {});
    deepStrictEqual(all({ ingress: { enabled: false } }), {
      [`${project}:ingress.enabled`]:
        "leaves the stack without a public entry: no Ingress, no Gateway and no target group. Publish the Services yourself at the hosts of this config.",
    });
    deepStrictEqual(all({ ingress: { enabled: false }, gateway: { name: "public" } }), {});
  });

  it("tell of hosts that are published twice during a cut-over", () => {
    const twice = { enabled: true, externalDns: { ttl: 60 } };
    const gateway = { name: "public", externalDns: { ttl: 60 } };
    deepStrictEqual(all({ ingress: twice, gateway }), {
      [`${project}:gateway.externalDns`]:
        "publishes the same hosts as ingress.externalDns, so users may arrive either way. Set publish to false in one of the two.",
    });
    const once = { ...twice, externalDns: { publish: false } };
    deepStrictEqual(all({ ingress: once, gateway }), {});
  });

  it("tell of a Secret from a store that nothing reads", () => {
    const data = { password: { remoteKey: "db" } };
    const externalSecrets = { store: { name: "vault" }, secrets: { "dex-db": { data } } };
    deepStrictEqual(all({ externalSecrets }), {
      [`${project}:externalSecrets.secrets.dex-db`]:
        "is filled, but nothing in this config reads it. Refer to it by name, or remove it.",
    });
    const passwordSecret = { name: "dex-db", key: "password" };
    deepStrictEqual(
      all({ externalSecrets, database: { dex: { password: null, passwordSecret } } }),
      {},
    );
  });

  const provider = (host: string, path?: string, now?: number) =>
    warningsOf(
      project,
      load(
        changed({
          dex: null,
          database: { dex: null },
          oidc: { host, clientId: "c", clientSecret: "s-5RkQ", ...(path && { path }) },
          trust: { caBundle: validCertificate },
        }),
      ),
      now,
    ).map(({ path: at, message }) => `${at.slice(project.length + 1)} ${message}`);

  it("tell of an own provider whose issuer ends otherwise than usual", () => {
    deepStrictEqual(provider("id.example.com", "/realms/main"), []);
    deepStrictEqual(provider("acme.auth0.com", "/"), []);
    deepStrictEqual(provider("id.example.com", "/application/o/formance/"), []);
    for (const found of [provider("id.example.com", "/realms/main/"), provider("a.auth0.com")]) {
      ok(
        /^oidc\.path has an issuer that ends with(out)? a slash; /.test(found.join()),
        found.join(),
      );
    }
  });

  it("tell of trusted authorities that run out", () => {
    deepStrictEqual(provider("id.example.com", undefined, end - 29 * day), [
      "trust has a certificate in caBundle that expires on 2120-01-01. Get a new one from the provider.",
    ]);
  });
});
