import { deepEqual } from "node:assert/strict";

import { existingSecrets } from "../../../checks/preflight/cluster/existing-secrets";
import { formatPath } from "../../../config/path";
import { changed, load } from "../../config/support";

/** Each Secret that a changed minimal stack names, as `path: name keys`. */
function named(changes: Record<string, unknown>): string[] {
  return existingSecrets(load(changed(changes)))
    .map(({ path, name, keys }) => `${formatPath(path)}: ${[name, ...keys].join(" ")}`)
    .sort();
}

const key = (name: string) => ({ name, key: "k" });
const inIngress = "ingress.tls.secretName: tls tls.crt tls.key";

describe("the existing Secrets that the preflight looks for", () => {
  it("are every key, certificate and whole Secret that the config names", () => {
    const names = named({
      database: {
        membership: {
          password: null,
          userSecret: key("user"),
          passwordSecret: key("password"),
          migration: { userSecret: key("owner"), passwordSecret: key("owner-password") },
        },
      },
      images: { pullSecrets: ["registry"], console: { pullSecrets: ["registry-of-console"] } },
      trust: { caBundleSecret: key("authorities") },
      dex: {
        env: { KEY: { secretRef: key("env") } },
        web: { https: { secretName: "dex-tls" } },
        grpc: { secretName: "dex-grpc", clientCaSecret: key("callers") },
        connectors: [
          {
            type: "google",
            id: "google",
            name: "Google",
            config: {
              clientID: "c",
              clientSecret: "google-5RkQ",
              domainToAdminEmail: { "*": "admin@example.com" },
              serviceAccountFilePath: { secretRef: key("google") },
            },
          },
        ],
      },
      console: {
        cookieSecretRef: key("cookie"),
        oauthClient: { secretRef: key("client") },
        envFrom: [{ secret: "variables" }, { configMap: "no-secret" }],
      },
      membership: { additionalClients: [{ id: "app", secretRef: key("app") }] },
      ingress: { services: { console: { secretName: "console-tls" } } },
    });
    deepEqual(names, [
      "console.cookieSecretRef: cookie k",
      "console.envFrom[0].secret: variables",
      "console.oauthClient.secretRef: client k",
      "database.membership.migration.passwordSecret: owner-password k",
      "database.membership.migration.userSecret: owner k",
      "database.membership.passwordSecret: password k",
      "database.membership.userSecret: user k",
      "dex.connectors[0].config.serviceAccountFilePath.secretRef: google k",
      "dex.env.KEY.secretRef: env k",
      "dex.grpc.clientCaSecret: callers k",
      "dex.grpc.secretName: dex-grpc tls.crt tls.key",
      "dex.web.https.secretName: dex-tls tls.crt tls.key",
      "images.console.pullSecrets[0]: registry-of-console",
      "images.pullSecrets[0]: registry",
      "ingress.services.console.secretName: console-tls tls.crt tls.key",
      inIngress,
      "membership.additionalClients[0].secretRef: app k",
      "trust.caBundleSecret: authorities k",
    ]);
  });

  it("are those of volumes and containers in Kubernetes' own form, but for optional ones", () => {
    const names = named({
      membership: {
        volumes: [
          { name: "a", secret: { secretName: "whole" } },
          { name: "b", secret: { secretName: "part", items: [{ key: "x", path: "x" }] } },
          { name: "c", secret: { secretName: "may-be-missing", optional: true } },
          { name: "d", projected: { sources: [{ secret: { name: "projected" } }] } },
          { name: "e", configMap: { name: "no-secret" } },
        ],
        initContainers: [
          {
            name: "first",
            image: "busybox",
            env: [
              { name: "A", valueFrom: { secretKeyRef: key("variable") } },
              { name: "B", valueFrom: { secretKeyRef: { ...key("optional"), optional: true } } },
              { name: "C", valueFrom: { configMapKeyRef: key("no-secret") } },
            ],
            envFrom: [{ secretRef: { name: "variables" } }],
          },
        ],
      },
    });
    const container = "membership.initContainers[0]";
    deepEqual(names, [
      inIngress,
      `${container}.envFrom[0].secretRef: variables`,
      `${container}.env[0].valueFrom.secretKeyRef: variable k`,
      "membership.volumes[0].secret: whole",
      "membership.volumes[1].secret: part x",
      "membership.volumes[3].projected.sources[0].secret: projected",
    ]);
  });

  it("are not those that an ExternalSecret makes", () => {
    const secrets = { passwords: { data: { k: { remoteKey: "path" } } } };
    const database = { membership: { password: null, passwordSecret: key("passwords") } };
    const externalSecrets = { store: { name: "vault" }, secrets };
    deepEqual(named({ database, externalSecrets }), [inIngress]);
  });

  it("are not those of what is switched off", () => {
    const names = named({
      database: { portal: { password: null, passwordSecret: key("password") } },
      portal: { enabled: false, cookieSecretRef: key("cookie") },
      images: { portal: { pullSecrets: ["registry"] } },
    });
    deepEqual(names, [inIngress]);
  });
});
