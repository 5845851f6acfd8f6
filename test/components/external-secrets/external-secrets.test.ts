import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find } from "../../support/mocks";

const type = "kubernetes:external-secrets.io/v1:ExternalSecret";

describe("Secrets from a store", () => {
  it("are filled by an ExternalSecret each, and waited for", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      externalSecrets: {
        store: { name: "vault" },
        refreshInterval: "15m",
        secrets: {
          "console-db": {
            data: { password: { remoteKey: "console", property: "password", version: "3" } },
            generation: 2,
          },
          wildcard: {
            type: "kubernetes.io/tls",
            refreshInterval: "24h",
            data: {
              "tls.crt": { remoteKey: "tls/crt" },
              "tls.key": { remoteKey: "tls/key", decodingStrategy: "Base64" },
            },
          },
        },
      },
    });
    const { inputs } = find(resources, type, "formance-external-secret-console-db");
    deepStrictEqual(at(inputs, "spec"), {
      refreshInterval: "15m",
      secretStoreRef: { name: "vault", kind: "ClusterSecretStore" },
      target: { name: "console-db", creationPolicy: "Owner", deletionPolicy: "Retain" },
      data: [
        {
          secretKey: "password",
          remoteRef: { key: "console", property: "password", version: "3" },
        },
      ],
    });
    deepStrictEqual(at(inputs, "metadata", "annotations"), {
      "pulumi.com/waitFor": "condition=Ready",
      "force-sync": "2",
    });
    const tls = find(resources, type, "formance-external-secret-wildcard").inputs;
    strictEqual(at(tls, "spec", "refreshInterval"), "24h");
    strictEqual(at(tls, "spec", "target", "template", "type"), "kubernetes.io/tls");
    strictEqual(at(tls, "spec", "data", 1, "remoteRef", "decodingStrategy"), "Base64");
  });

  it("are there before what reads them", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      externalSecrets: {
        store: { name: "own", kind: "SecretStore" },
        waitForSecrets: false,
        secrets: { cookies: { data: { console: { remoteKey: "cookies" } } } },
      },
    });
    const position = (wanted: string) => resources.findIndex((one) => one.type === wanted);
    ok(position(type) >= 0 && position(type) < position("kubernetes:apps/v1:Deployment"));
    const { inputs } = find(resources, type, "formance-external-secret-cookies");
    strictEqual(at(inputs, "spec", "secretStoreRef", "kind"), "SecretStore");
    strictEqual(at(inputs, "metadata", "annotations", "pulumi.com/skipAwait"), "true");
  });
});
