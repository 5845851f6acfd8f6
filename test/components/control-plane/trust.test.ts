import assert from "node:assert/strict";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, type Recorded } from "../../support/mocks";
import { validCertificate } from "../../config/cases/certificates";

const pem = validCertificate;
const services = ["dex", "membership", "console", "portal"] as const;
const variables = {
  dex: "SSL_CERT_DIR",
  membership: "SSL_CERT_DIR",
  console: "NODE_EXTRA_CA_CERTS",
  portal: "NODE_EXTRA_CA_CERTS",
};

/** What a server is told of authorities: the variable's value, and what is mounted. */
function trustOf(resources: readonly Recorded[], service: (typeof services)[number]) {
  const { inputs } = find(resources, "kubernetes:apps/v1:Deployment", `formance-${service}`);
  const pod = at(inputs, "spec", "template", "spec");
  const list = (of: unknown, ...path: (string | number)[]) =>
    (at(of, ...path) ?? []) as Record<string, unknown>[];
  const env = list(pod, "containers", 0, "env").filter(({ name }) => name === variables[service]);
  const volume = list(pod, "volumes").find(({ name }) => name === "trust");
  const mount = list(pod, "containers", 0, "volumeMounts").find(({ name }) => name === "trust");
  return { values: env.map(({ value }) => value), volume, mount };
}

const withTrust = (args: Partial<ControlPlaneArgs>) => recordControlPlane({ ...smallest, ...args });

describe("private authorities", () => {
  it("are none where none are given", async () => {
    const resources = await recordControlPlane();
    for (const service of services) {
      assert.deepEqual(trustOf(resources, service), {
        values: [],
        volume: undefined,
        mount: undefined,
      });
    }
  });

  it("are added to those of the image, for Go and for Node", async () => {
    const resources = await withTrust({ trust: { caBundle: pem } });
    for (const service of services) {
      const { values, volume, mount } = trustOf(resources, service);
      const map = find(resources, "kubernetes:core/v1:ConfigMap", `formance-${service}-trust`);
      assert.deepEqual(at(map.inputs, "data"), { "ca.crt": pem });
      assert.deepEqual(at(volume, "configMap"), { name: at(map.inputs, "metadata", "name") });
      assert.deepEqual(mount, {
        name: "trust",
        mountPath: "/etc/formance/trust",
        readOnly: true,
      });
      const isNode = service === "console" || service === "portal";
      assert.deepEqual(values, [
        isNode ? "/etc/formance/trust/ca.crt" : "/etc/ssl/certs:/etc/formance/trust",
      ]);
    }
  });

  it("may be in a Secret that exists", async () => {
    const caBundleSecret = { name: "corporate-ca", key: "bundle.pem" };
    const resources = await withTrust({ trust: { caBundleSecret } });
    for (const service of services) {
      assert.deepEqual(at(trustOf(resources, service).volume, "secret"), {
        secretName: "corporate-ca",
        items: [{ key: "bundle.pem", path: "ca.crt" }],
      });
    }
  });

  it("of self-signed certificates are trusted by those who call the public addresses", async () => {
    const resources = await withTrust({
      trust: { caBundle: pem },
      ingress: { tls: { mode: "self-signed" } },
    });
    const secret = find(resources, "kubernetes:core/v1:Secret", "formance-ingress-tls");
    const authority = at(secret.inputs, "stringData", "ca.crt") as string;
    const dataOf = (service: string) =>
      at(
        find(resources, "kubernetes:core/v1:ConfigMap", `formance-${service}-trust`).inputs,
        "data",
        "ca.crt",
      );
    assert.equal(dataOf("dex"), pem);
    for (const service of ["membership", "console", "portal"]) {
      assert.equal(dataOf(service), `${pem}\n${authority}`);
    }
  });

  it("leave a variable alone that the user sets", async () => {
    const own = "/own/bundle.pem";
    const resources = await withTrust({
      trust: { caBundle: pem },
      console: { env: [{ name: "NODE_EXTRA_CA_CERTS", value: own }] },
      dex: { env: [{ name: "SSL_CERT_DIR", value: "/own" }] },
    });
    assert.deepEqual(trustOf(resources, "console").values, [own]);
    assert.deepEqual(trustOf(resources, "dex").values, ["/own"]);
    assert.deepEqual(trustOf(resources, "portal").values, ["/etc/formance/trust/ca.crt"]);
  });
});

describe("a provider of one's own", () => {
  it("takes the place of Dex: no object of it is planned", async () => {
    const resources = await withTrust({
      oidc: { host: "id.test", path: "/realms/x", clientId: "formance", clientSecret: "s3-aQ9" },
      trust: { caBundle: pem },
    });
    const dex = resources.filter((resource) => /\bdex\b/i.test(JSON.stringify(resource)));
    assert.deepEqual(
      dex.map(({ type, name }) => `${type} ${name}`),
      [],
    );
    assert.equal(trustOf(resources, "membership").values.length, 1);
  });
});
