import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { X509Certificate, createPrivateKey, createPublicKey } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Plugins, startPlugins } from "../../../sandbox/plugins";
import { type Properties, UNKNOWN } from "../../../sandbox/plugins/protocol/values";
import { ProviderClient } from "./support/provider-client";
import { textOf } from "./support/text";

const KEY = "tls:index/privateKey:PrivateKey";
const SELF_SIGNED = "tls:index/selfSignedCert:SelfSignedCert";
const REQUEST = "tls:index/certRequest:CertRequest";
const SIGNED = "tls:index/locallySignedCert:LocallySignedCert";

const run = promisify(execFile);

describe("tls stand-in", () => {
  let plugins: Plugins;
  let tls: ProviderClient;
  let directory: string;

  before(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "tls-"));
    plugins = await startPlugins();
    tls = new ProviderClient(plugins.debugProviders, "tls");
    await tls.configure();
  });

  after(async () => {
    tls.close();
    await plugins.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** Checks and creates, as an update does. */
  async function create(type: string, news: Properties): Promise<Properties> {
    const { inputs, failures } = await tls.check(type, news);
    assert.deepEqual(failures, []);
    return (await tls.create(type, inputs)).outputs;
  }

  async function saved(name: string, content: string): Promise<string> {
    const file = path.join(directory, name);
    await writeFile(file, content);
    return file;
  }

  const newKey = async (inputs: Properties) => textOf((await create(KEY, inputs)).privateKeyPem);

  const algorithms: { inputs: Properties; pem: string; details: object }[] = [
    { inputs: { algorithm: "RSA" }, pem: "RSA PRIVATE KEY", details: { modulusLength: 2048 } },
    { inputs: { algorithm: "RSA", rsaBits: 3072 }, pem: "RSA", details: { modulusLength: 3072 } },
    {
      inputs: { algorithm: "ECDSA", ecdsaCurve: "P256" },
      pem: "EC PRIVATE KEY",
      details: { namedCurve: "prime256v1" },
    },
    {
      inputs: { algorithm: "ECDSA", ecdsaCurve: "P384" },
      pem: "EC PRIVATE KEY",
      details: { namedCurve: "secp384r1" },
    },
    { inputs: { algorithm: "ED25519" }, pem: "PRIVATE KEY", details: {} },
  ];
  for (const { inputs, pem, details } of algorithms) {
    it(`makes a key for ${JSON.stringify(inputs)} that OpenSSH and OpenSSL read`, async () => {
      const outputs = await create(KEY, inputs);
      const key = createPrivateKey(textOf(outputs.privateKeyPem));
      assert.match(textOf(outputs.privateKeyPem), new RegExp(`^-----BEGIN ${pem}`));
      for (const [name, value] of Object.entries(details)) {
        assert.equal((key.asymmetricKeyDetails as Record<string, unknown>)[name], value);
      }
      assert.ok(createPrivateKey(textOf(outputs.privateKeyPemPkcs8)).equals(key));
      assert.ok(createPublicKey(key).equals(createPublicKey(textOf(outputs.publicKeyPem))));
      const file = await saved("key.pem", textOf(outputs.privateKeyPem));
      const { stdout } = await run("openssl", ["pkey", "-in", file, "-pubout"]);
      assert.equal(stdout, outputs.publicKeyPem);
      assert.match(textOf(outputs.publicKeyOpenssh), /^(ssh-|ecdsa-sha2-)\S+ \S+\n$/);
      assert.match(textOf(outputs.publicKeyFingerprintSha256), /^SHA256:[\w+/]{43}$/);
      assert.match(textOf(outputs.publicKeyFingerprintMd5), /^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    });
  }

  it("makes a self-signed certificate with all that was asked for", async () => {
    const privateKeyPem = await newKey({ algorithm: "ECDSA", ecdsaCurve: "P256" });
    const outputs = await create(SELF_SIGNED, {
      privateKeyPem,
      subject: { commonName: "a.example.com", organization: "Acme, Inc.", country: "FR" },
      dnsNames: ["a.example.com", "*.example.com"],
      ipAddresses: ["127.0.0.1", "::1"],
      validityPeriodHours: 48,
      allowedUses: ["digital_signature", "key_encipherment", "server_auth"],
    });
    const certificate = new X509Certificate(textOf(outputs.certPem));
    assert.ok(certificate.verify(createPublicKey(privateKeyPem)));
    assert.ok(certificate.checkPrivateKey(createPrivateKey(privateKeyPem)));
    assert.equal(certificate.subject, "C=FR\nO=Acme\\, Inc.\nCN=a.example.com");
    assert.equal(certificate.issuer, certificate.subject);
    assert.ok(certificate.checkHost("b.example.com"));
    assert.ok(certificate.checkIP("127.0.0.1"));
    assert.ok(certificate.checkIP("::1"));
    assert.equal(certificate.ca, false);
    assert.equal(outputs.keyAlgorithm, "ECDSA");
    assert.equal(outputs.readyForRenewal, false);
    assert.equal(Date.parse(certificate.validFrom), Date.parse(textOf(outputs.validityStartTime)));
    assert.equal(Date.parse(certificate.validTo), Date.parse(textOf(outputs.validityEndTime)));
    const lasts = Date.parse(certificate.validTo) - Date.parse(certificate.validFrom);
    assert.equal(lasts, 48 * 3_600_000);

    const file = await saved("cert.pem", textOf(outputs.certPem));
    const { stdout } = await run("openssl", ["x509", "-in", file, "-noout", "-text"]);
    assert.match(stdout, /Key Usage: critical\s+Digital Signature, Key Encipherment\n/);
    assert.match(stdout, /TLS Web Server Authentication/);
  });

  for (const [caKey, leafKey] of [
    [{ algorithm: "RSA" }, { algorithm: "ECDSA", ecdsaCurve: "P256" }],
    [{ algorithm: "ECDSA", ecdsaCurve: "P384" }, { algorithm: "RSA" }],
    [{ algorithm: "ED25519" }, { algorithm: "ED25519" }],
  ] as [Properties, Properties][]) {
    it(`signs a request: CA ${JSON.stringify(caKey)}, server ${JSON.stringify(leafKey)}`, async () => {
      const caPrivateKeyPem = await newKey(caKey);
      const ca = await create(SELF_SIGNED, {
        privateKeyPem: caPrivateKeyPem,
        subject: { commonName: "Test CA" },
        validityPeriodHours: 100,
        isCaCertificate: true,
        setAuthorityKeyId: true,
        allowedUses: ["cert_signing", "crl_signing"],
      });
      const privateKeyPem = await newKey(leafKey);
      const request = await create(REQUEST, {
        privateKeyPem,
        subject: { commonName: "dex" },
        dnsNames: ["dex.svc", "dex"],
        ipAddresses: ["10.0.0.1"],
      });
      const leaf = await create(SIGNED, {
        certRequestPem: request.certRequestPem ?? null,
        caPrivateKeyPem,
        caCertPem: ca.certPem ?? null,
        validityPeriodHours: 10,
        allowedUses: ["server_auth", "client_auth"],
        setSubjectKeyId: true,
      });
      const [parent, child] = [ca, leaf].map(({ certPem }) => new X509Certificate(textOf(certPem)));
      assert.ok(parent && child);
      assert.equal(parent.ca, true);
      assert.ok(child.checkIssued(parent));
      assert.ok(child.verify(parent.publicKey));
      assert.ok(child.checkPrivateKey(createPrivateKey(privateKeyPem)));
      assert.equal(child.subjectAltName, "DNS:dex.svc, DNS:dex, IP Address:10.0.0.1");

      const caFile = await saved("ca.pem", textOf(ca.certPem));
      const file = await saved("leaf.pem", textOf(leaf.certPem));
      const requestFile = await saved("leaf.csr", textOf(request.certRequestPem));
      await run("openssl", ["req", "-in", requestFile, "-noout", "-verify"]);
      const purpose = ["-x509_strict", "-purpose", "sslserver", "-verify_hostname", "dex"];
      const { stdout } = await run("openssl", ["verify", "-CAfile", caFile, ...purpose, file]);
      assert.match(stdout, /: OK/);
    });
  }

  it("tells after a refresh that a certificate is due, and replaces it then", async () => {
    const inputs: Properties = {
      privateKeyPem: await newKey({ algorithm: "ED25519" }),
      validityPeriodHours: 24,
      allowedUses: [],
    };
    const { outputs } = await tls.create(SELF_SIGNED, inputs);
    const early = { ...inputs, earlyRenewalHours: 25 };
    const diff = await tls.diff(SELF_SIGNED, inputs, early, outputs);
    assert.deepEqual([diff.changed, diff.replaces], [["earlyRenewalHours"], []]);
    const updated = await tls.update(SELF_SIGNED, "1", inputs, early, { state: outputs });
    assert.equal(updated.certPem, outputs.certPem);
    const refreshed = await tls.read(SELF_SIGNED, "1", early, updated);
    assert.equal(refreshed?.outputs.readyForRenewal, true);
    const due = await tls.diff(SELF_SIGNED, early, early, refreshed.outputs);
    assert.deepEqual(due.replaces, ["readyForRenewal"]);
  });

  it("replaces a certificate for a new name, and a key for a new algorithm", async () => {
    const olds = { allowedUses: [], validityPeriodHours: 1, dnsNames: ["a"] };
    const certificate = await tls.diff(SELF_SIGNED, olds, { ...olds, dnsNames: ["b"] });
    assert.deepEqual(certificate.replaces, ["dnsNames[0]"]);
    const { inputs } = await tls.check(KEY, { algorithm: "ED25519" });
    assert.deepEqual((await tls.diff(KEY, { algorithm: "RSA" }, inputs)).replaces, ["algorithm"]);
  });

  it("shows nothing of a key or certificate in a preview", async () => {
    const key = await tls.create(KEY, { algorithm: "RSA" }, { preview: true });
    assert.equal(key.outputs.privateKeyPem, UNKNOWN);
    const inputs = { privateKeyPem: UNKNOWN, allowedUses: [], validityPeriodHours: 1 };
    const { failures } = await tls.check(SELF_SIGNED, inputs);
    assert.deepEqual(failures, []);
    const certificate = await tls.create(SELF_SIGNED, inputs, { preview: true });
    assert.equal(certificate.outputs.certPem, UNKNOWN);
  });

  it("refuses unknown algorithms, curves and usages, and a missing key", async () => {
    const key = await tls.check(KEY, { algorithm: "DSA", ecdsaCurve: "P1" });
    assert.equal(key.failures.length, 2);
    const inputs = { allowedUses: ["server-auth"], validityPeriodHours: -1 };
    const { failures } = await tls.check(SELF_SIGNED, inputs);
    assert.match(failures.join("\n"), /allowedUses has "server-auth", which is none of digital_/);
    assert.match(failures.join("\n"), /validityPeriodHours must be 0 or more/);
    assert.match(failures.join("\n"), /privateKeyPem is missing/);
  });

  it("says what is wrong with a key without showing it", async () => {
    const inputs = { privateKeyPem: "hunter2", allowedUses: [], validityPeriodHours: 1 };
    await assert.rejects(tls.create(SELF_SIGNED, inputs), (error: Error) => {
      assert.match(error.message, /^privateKeyPem is no private key in PEM form/);
      assert.ok(!error.message.includes("hunter2"));
      return true;
    });
  });
});
