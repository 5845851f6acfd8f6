import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";

import { parse, stringify } from "yaml";

import { runChains } from "../../../checks/chain";
import { clusterPreflight } from "../../../checks/preflight/cluster/chains";
import { changed, load } from "../../config/support";
import { accountToken } from "../support/account-token";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";

const account = { name: "deployer", namespace: "formance" };

const secret = (name: string, stringData: Record<string, string>) => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name, namespace: account.namespace },
  stringData,
});

describe("the preflight on a real API server", function () {
  // The API server is built at the first time, which takes minutes.
  this.timeout(1_800_000);
  let server: KubeApiServer;

  before(async () => {
    server = await startKubeApiServer();
    const put = async (object: Parameters<typeof server.client.put>[0]) => {
      const { status, body } = await server.client.put(object);
      ok(status < 300, JSON.stringify(body));
    };
    await put({ apiVersion: "v1", kind: "Namespace", metadata: { name: account.namespace } });
    await put({ apiVersion: "v1", kind: "ServiceAccount", metadata: account });
    const bystander = { ...account, name: "bystander" };
    await put({ apiVersion: "v1", kind: "ServiceAccount", metadata: bystander });
    await put(secret("tls", { "tls.crt": "of-tests", "tls.key": "of-tests" }));
    await put(secret("web", { cookie: "", session: "of-tests" }));
    const rbac = { apiVersion: "rbac.authorization.k8s.io/v1", metadata: account };
    await put({
      ...rbac,
      kind: "Role",
      rules: [
        { apiGroups: ["", "apps", "batch"], resources: ["*"], verbs: ["*"] },
        { apiGroups: ["networking.k8s.io"], resources: ["ingresses"], verbs: ["get", "list"] },
      ],
    });
    await put({
      ...rbac,
      kind: "RoleBinding",
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: account.name },
      subjects: [{ kind: "ServiceAccount", ...account }],
    });
  });

  after(() => server.stop());

  const check = (
    kubeconfig: string,
    changes: Record<string, unknown> = {},
    others: Record<string, string> = {},
  ) => {
    const settings = { kubeconfig, context: server.context, ...others };
    return runChains(clusterPreflight(load(changed(changes)), settings), { timeLimit: 60_000 });
  };

  /** The server's kubeconfig with another login. */
  const withToken = (token: string): string => {
    const kubeconfig = parse(readFileSync(server.kubeconfig, "utf8")) as { users: object[] };
    return stringify({ ...kubeconfig, users: [{ name: server.context, user: { token } }] });
  };

  /** A login of one of the namespace's accounts. */
  const tokenOf = (name: string) =>
    accountToken(server.kubeconfig, { name, namespace: account.namespace });

  it("finds nothing wrong with an administrator's login", async () => {
    const results = await check(server.kubeconfig);
    deepEqual(
      results.map(({ id, status }) => `${id} ${status}`),
      [
        "cluster-reach ok",
        "cluster-kinds ok",
        "cluster-rights ok",
        "cluster-version ok",
        "cluster-secrets ok",
      ],
      JSON.stringify(results),
    );
    match(results[0]?.evidence ?? "", /Kubernetes v1\./);
  });

  it("names the kinds that no operator brought, and what brings them", async () => {
    const results = await check(server.kubeconfig, {
      dex: { admin: { enabled: true }, serviceMonitor: { enabled: true } },
      ingress: { tls: { mode: "cert-manager", issuer: "letsencrypt", secretName: null } },
    });
    const kinds = results.find(({ id }) => id === "cluster-kinds");
    equal(kinds?.status, "failed");
    match(kinds.evidence, /ServiceMonitor \(monitoring\.coreos\.com\/v1\).*Prometheus operator/);
    match(kinds.evidence, /Certificate \(cert-manager\.io\/v1\), which cert-manager brings/);
  });

  it("names the rights that a login of few lacks", async () => {
    const results = await check(withToken(await tokenOf(account.name)));
    deepEqual(
      results.map(({ id, status }) => `${id} ${status}`),
      [
        "cluster-reach ok",
        "cluster-kinds ok",
        "cluster-rights failed",
        "cluster-version ok",
        "cluster-secrets ok",
      ],
      JSON.stringify(results),
    );
    const { evidence = "" } = results[2] ?? {};
    match(evidence, /namespace formance/);
    match(evidence, /get, create, patch, delete namespaces/);
    match(evidence, /create, patch, delete, watch ingresses\.networking\.k8s\.io/);
    match(evidence, /list, watch endpointslices\.discovery\.k8s\.io/);
    ok(!evidence.includes("secrets") && !evidence.includes("deployments"), evidence);
  });

  it("names what keeps the Services of a Helm release from being taken over", async () => {
    const service = (name: string, manager: string) =>
      server.client.put({
        apiVersion: "v1",
        kind: "Service",
        metadata: {
          name,
          namespace: account.namespace,
          labels: { "app.kubernetes.io/managed-by": manager },
        },
        spec: { ports: [{ port: 80 }] },
      });
    const adoptionOf = async (settings: Record<string, string> = {}) => {
      const adopt = { release: "acme", fullNames: { console: "acme-app" } };
      const changes = { adopt, createNamespace: false, portal: { enabled: false } };
      const results = await check(server.kubeconfig, changes, settings);
      const found = results.find(({ id }) => id === "cluster-adoption");
      ok(found, JSON.stringify(results));
      return found;
    };
    await service("acme-dex", "Helm");
    const { status, evidence } = await adoptionOf();
    equal(status, "failed");
    match(evidence, /formance lacks .*: acme-membership, acme-app\. It has: acme-dex\./);

    await service("acme-membership", "pulumi");
    await service("acme-app", "Helm");
    const refused = await adoptionOf();
    equal(refused.status, "failed");
    match(refused.evidence, /refuse to take over acme-dex, acme-app,/);
    match(refused.remedy ?? "", /kubernetes:upsertExistingObjects true/);

    const allowed = await adoptionOf({ upsertExistingObjects: "true" });
    equal(allowed.status, "ok");
    match(allowed.evidence, /will be taken over: acme-dex, acme-app\./);

    await service("acme-dex", "pulumi");
    await service("acme-app", "pulumi");
    equal((await adoptionOf()).status, "ok");
  });

  const secretsOf = async (kubeconfig: string, changes: Record<string, unknown> = {}) => {
    const results = await check(kubeconfig, changes);
    const found = results.find(({ id }) => id === "cluster-secrets");
    ok(found, JSON.stringify(results));
    return found;
  };

  it("names the Secrets that are missing, and the keys that they lack, never a value", async () => {
    const { status, evidence, remedy } = await secretsOf(server.kubeconfig, {
      database: {
        membership: { password: null, passwordSecret: { name: "passwords", key: "membership" } },
      },
      trust: { caBundleSecret: { name: "tls", key: "ca.crt" } },
      console: { cookieSecretRef: { name: "web", key: "cookie" } },
      portal: { cookieSecretRef: { name: "web", key: "session" } },
      images: { pullSecrets: ["registry"] },
    });
    equal(status, "failed");
    const [start, faults = ""] = evidence.split(": ");
    equal(start, "In the namespace formance");
    deepEqual(faults.replace(/\.$/, "").split("; ").sort(), [
      "console.cookieSecretRef reads cookie of the Secret web, which is empty",
      "database.membership.passwordSecret names the Secret passwords, which doesn't exist",
      "images.pullSecrets[0] names the Secret registry, which doesn't exist",
      "trust.caBundleSecret reads ca.crt of the Secret tls, which has tls.crt, tls.key",
    ]);
    const make = "kubectl --context test -n formance create secret generic";
    equal(
      remedy,
      `Correct the name in the stack config, or create the Secret: ${make} passwords --from-file=membership=FILE; ${make} registry`,
    );
  });

  it("says that only the key is wrong", async () => {
    const { remedy } = await secretsOf(server.kubeconfig, {
      trust: { caBundleSecret: { name: "tls", key: "ca.crt" } },
    });
    equal(remedy, "Correct the key in the stack config, or put it into the Secret.");
  });

  it("looks for no Secret where the login may not", async () => {
    const { status, evidence } = await secretsOf(withToken(await tokenOf("bystander")));
    equal(status, "not-done");
    match(evidence, /isn't allowed to read these Secrets in the namespace formance: tls\./);
  });

  it("tells a namespace that the update makes from one that has to be there", async () => {
    const namespace = "elsewhere";
    const made = await secretsOf(server.kubeconfig, { namespace });
    equal(made.status, "not-done");
    match(
      made.evidence,
      /elsewhere doesn't exist yet.*pods wait until it has these Secrets: tls\./,
    );
    const own = await secretsOf(server.kubeconfig, { namespace, createNamespace: false });
    equal(own.status, "failed");
    match(own.remedy ?? "", /kubectl create namespace elsewhere/);
  });

  it("says that a login is not accepted", async () => {
    const [reach, ...others] = await check(withToken("of-nobody"));
    equal(reach?.status, "failed");
    match(reach.evidence, /doesn't accept the kubeconfig's login/);
    deepEqual(new Set(others.map(({ status }) => status)), new Set(["not-done"]));
  });
});
