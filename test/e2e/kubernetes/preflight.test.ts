import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";

import { parse, stringify } from "yaml";

import { runChains } from "../../../checks/chain";
import { clusterPreflight } from "../../../checks/cluster/preflight";
import { changed, load } from "../../config/support";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";

const account = { name: "deployer", namespace: "formance" };

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

  const check = (kubeconfig: string, changes: Record<string, unknown> = {}) =>
    runChains(clusterPreflight(load(changed(changes)), { kubeconfig, context: server.context }), {
      timeLimit: 60_000,
    });

  /** The server's kubeconfig with another login. */
  const withToken = (token: string): string => {
    const kubeconfig = parse(readFileSync(server.kubeconfig, "utf8")) as { users: object[] };
    return stringify({ ...kubeconfig, users: [{ name: server.context, user: { token } }] });
  };

  it("finds nothing wrong with an administrator's login", async () => {
    const results = await check(server.kubeconfig);
    deepEqual(
      results.map(({ id, status }) => `${id} ${status}`),
      ["cluster-reach ok", "cluster-kinds ok", "cluster-rights ok"],
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
    const { AuthenticationV1TokenRequest, CoreV1Api, KubeConfig } =
      await import("@kubernetes/client-node");
    const config = new KubeConfig();
    config.loadFromFile(server.kubeconfig);
    const { status } = await config.makeApiClient(CoreV1Api).createNamespacedServiceAccountToken({
      ...account,
      body: Object.assign(new AuthenticationV1TokenRequest(), { spec: { audiences: [] } }),
    });
    const results = await check(withToken(status?.token ?? ""));
    deepEqual(
      results.map(({ id, status: found }) => `${id} ${found}`),
      ["cluster-reach ok", "cluster-kinds ok", "cluster-rights failed"],
      JSON.stringify(results),
    );
    const { evidence = "" } = results.at(-1) ?? {};
    match(evidence, /namespace formance/);
    match(evidence, /get, create, patch, delete namespaces/);
    match(evidence, /create, patch, delete, watch ingresses\.networking\.k8s\.io/);
    match(evidence, /list, watch endpointslices\.discovery\.k8s\.io/);
    ok(!evidence.includes("secrets") && !evidence.includes("deployments"), evidence);
  });

  it("says that a login is not accepted", async () => {
    const [reach, ...others] = await check(withToken("of-nobody"));
    equal(reach?.status, "failed");
    match(reach.evidence, /does not accept the kubeconfig's login/);
    deepEqual(new Set(others.map(({ status }) => status)), new Set(["not-done"]));
  });
});
