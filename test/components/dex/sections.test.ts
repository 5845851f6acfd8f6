import assert from "node:assert/strict";
import { parse } from "yaml";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, type Plain, type Recorded } from "../../support/mocks";

const recordDex = (dex: NonNullable<ControlPlaneArgs["dex"]>) =>
  recordControlPlane({ ...smallest, networkPolicies: { enabled: true }, dex });

function documentOf(resources: readonly Recorded[]): Plain {
  const secret = find(resources, "kubernetes:core/v1:Secret", "formance-dex-config");
  return parse(at(secret.inputs, "stringData", "config.yaml") as string) as Plain;
}

function variable(resources: readonly Recorded[], name: string): Plain | undefined {
  const { inputs } = find(resources, "kubernetes:apps/v1:Deployment", "formance-dex");
  const env = at(inputs, "spec", "template", "spec", "containers", 0, "env") as Plain[];
  return env.find((entry) => entry.name === name);
}

describe("Dex's signer, sessions and second factors", () => {
  it("are off unless they are asked for", async () => {
    const resources = await recordDex({});
    const document = documentOf(resources);
    for (const section of ["signer", "sessions", "mfa"]) assert.ok(!(section in document), section);
    assert.equal(variable(resources, "DEX_SESSIONS_ENABLED"), undefined);
    assert.ok(!resources.some(({ name }) => name.includes("session-key")));
  });

  it("sign with keys in the storage", async () => {
    const local = await recordDex({ version: "2.45", signer: { local: {} } });
    assert.deepEqual(documentOf(local).signer, {
      type: "local",
      config: { keysRotationPeriod: "6h" },
    });
    const newest = await recordDex({
      version: "main",
      signer: { local: { keysRotationPeriod: "12h", algorithm: "ES256" } },
    });
    assert.deepEqual(at(documentOf(newest), "signer", "config"), {
      keysRotationPeriod: "12h",
      algorithm: "ES256",
    });
  });

  it("sign with a key of Vault, whose token may be in an existing Secret", async () => {
    const vault = { address: "https://vault.example.com:8200", keyName: "dex" };
    const written = await recordDex({
      version: "2.45",
      signer: { vault: { ...vault, token: "vault-5RkQ" } },
    });
    assert.deepEqual(documentOf(written).signer, {
      type: "vault",
      config: { addr: vault.address, keyName: "dex", token: "vault-5RkQ" },
    });
    const tokenSecret = { name: "vault", key: "token" };
    const referred = await recordDex({
      version: "2.45",
      signer: { vault: { ...vault, tokenSecret } },
    });
    assert.deepEqual(at(documentOf(referred), "signer", "config"), {
      addr: vault.address,
      keyName: "dex",
    });
    assert.deepEqual(variable(referred, "VAULT_TOKEN"), {
      name: "VAULT_TOKEN",
      valueFrom: { secretKeyRef: tokenSecret },
    });
    const policy = find(
      referred,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "formance-network-dex",
    );
    assert.ok(JSON.stringify(policy.inputs).includes("8200"));
  });

  it("keep sessions, with a generated key and Dex's switch", async () => {
    const resources = await recordDex({ version: "main", sessions: { absoluteLifetime: "8h" } });
    const key = find(
      resources,
      "random:index/randomPassword:RandomPassword",
      "formance-dex-session-key",
    );
    assert.equal(key.inputs.length, 32);
    const session = documentOf(resources).sessions as Plain;
    assert.equal(session.absoluteLifetime, "8h");
    assert.ok("cookieEncryptionKey" in session);
    assert.equal(variable(resources, "DEX_SESSIONS_ENABLED")?.value, "true");
  });

  it("ask for second factors", async () => {
    const resources = await recordDex({
      version: "main",
      sessions: { cookieEncryptionKey: "k".repeat(32) },
      mfa: {
        authenticators: [
          { id: "app", connectorTypes: ["local"], totp: { issuer: "Example" } },
          { id: "key", webAuthn: { rpId: "example.com", timeout: "30s" } },
        ],
        defaultChain: ["app"],
      },
      additionalClients: [
        { id: "second", redirectUris: ["https://a.example.com"], mfaChain: ["key"] },
      ],
    });
    const document = documentOf(resources);
    assert.deepEqual(document.mfa, {
      authenticators: [
        { id: "app", connectorTypes: ["local"], type: "TOTP", config: { issuer: "Example" } },
        { id: "key", type: "WebAuthn", config: { timeout: "30s", rpID: "example.com" } },
      ],
      defaultMFAChain: ["app"],
    });
    assert.equal(at(document, "sessions", "cookieEncryptionKey"), "k".repeat(32));
    assert.deepEqual(at(document, "staticClients", 1, "mfaChain"), ["key"]);
  });
});
