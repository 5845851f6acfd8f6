import { equal, match, ok } from "node:assert/strict";
import type { RequestListener } from "node:http";
import { lackingKinds } from "../../../checks/preflight/cluster/lacking-kinds";
import { changed, load } from "../../config/support";
import { startServer, type TestServer } from "../../support/https-server";

const LIMIT = 5_000;

/** A stack that needs the External Secrets operator. */
const config = load(
  changed({
    externalSecrets: {
      store: { name: "vault" },
      secrets: { passwords: { data: { console: { remoteKey: "console" } } } },
    },
  }),
);

describe("what a preview says of kinds that the cluster lacks", () => {
  let server: TestServer;
  let answer: RequestListener;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = await startServer((request, response) => {
      asked.push(request.url ?? "");
      answer(request, response);
    });
  });

  afterEach(() => server.close());

  const kubeconfig = () =>
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "c",
          cluster: { server: `http://127.0.0.1:${server.port}`, "insecure-skip-tls-verify": true },
        },
      ],
      users: [{ name: "u", user: {} }],
      contexts: [{ name: "c", context: { cluster: "c", user: "u" } }],
      "current-context": "c",
    });

  const status: RequestListener = (_, response) => {
    response.writeHead(404, { "content-type": "application/json" });
    response.end(JSON.stringify({ kind: "Status", code: 404, message: "not found" }));
  };

  const kinds: RequestListener = ({ url = "" }, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const names = ["Certificate", "ExternalSecret"];
    response.end(
      JSON.stringify({
        kind: "APIResourceList",
        groupVersion: url.replace("/apis/", ""),
        resources: names.map((kind) => ({ kind, name: kind, namespaced: true, verbs: ["get"] })),
      }),
    );
  };

  it("names the operator that brings them, and what to do", async () => {
    answer = status;
    const found = await lackingKinds(config, { kubeconfig: kubeconfig() }, LIMIT);
    match(
      found?.evidence ?? "",
      /ExternalSecret \(external-secrets\.io\/v1\), which the External Secrets Operator brings/,
    );
    match(found?.remedy ?? "", /Install what provides the kind/);
  });

  it("is nothing where the cluster has them, of which only operators' kinds are asked", async () => {
    answer = kinds;
    equal(await lackingKinds(config, { kubeconfig: kubeconfig() }, LIMIT), undefined);
    ok(asked.length > 0);
    ok(
      asked.every((url) => /^\/apis\/(external-secrets|cert-manager)\.io\//.test(url)),
      asked.join(),
    );
  });

  it("asks nothing for a stack of Kubernetes' own kinds", async () => {
    answer = status;
    const own = load(changed({ ingress: { tls: { mode: "existing", secretName: "tls" } } }));
    equal(await lackingKinds(own, { kubeconfig: kubeconfig() }, LIMIT), undefined);
    equal(asked.length, 0);
  });

  it("is nothing where the cluster refuses, doesn't answer in time or isn't there", async () => {
    answer = (_, response) => response.writeHead(403).end("{}");
    equal(await lackingKinds(config, { kubeconfig: kubeconfig() }, LIMIT), undefined);
    answer = () => undefined;
    equal(await lackingKinds(config, { kubeconfig: kubeconfig() }, 300), undefined);
    const gone = kubeconfig();
    await server.close();
    equal(await lackingKinds(config, { kubeconfig: gone }, LIMIT), undefined);
    equal(await lackingKinds(config, { kubeconfig: "/nonexistent/config" }, LIMIT), undefined);
    equal(await lackingKinds(config, { renderYamlToDirectory: "manifests" }, LIMIT), undefined);
  });
});
