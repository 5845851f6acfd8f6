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

const P256 = { algorithm: "ECDSA", ecdsaCurve: "P256" };

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

  const newKey = async () => textOf((await create(KEY, P256)).privateKeyPem);

  const authority = (privateKeyPem: string): Properties => ({
    privateKeyPem,
    subject: { commonName: "Acme, Inc. test authority" },
    validityPeriodHours: 48,
    isCaCertificate: true,
    allowedUses: ["cert_signing", "crl_signing"],
  });

  it("makes a key that OpenSSL reads", async () => {
    const outputs = await create(KEY, P256);
    const key = createPrivateKey(textOf(outputs.privateKeyPem));
    assert.match(textOf(outputs.privateKeyPem), /^-----BEGIN EC PRIVATE KEY/);
    assert.equal(key.asymmetricKeyDetails?.namedCurve, "prime256v1");
    assert.ok(createPrivateKey(textOf(outputs.privateKeyPemPkcs8)).equals(key));
    assert.ok(createPublicKey(key).equals(createPublicKey(textOf(outputs.publicKeyPem))));
    const file = await saved("key.pem", textOf(outputs.privateKeyPem));
    const { stdout } = await run("openssl", ["pkey", "-in", file, "-pubout"]);
    assert.equal(stdout, outputs.publicKeyPem);
  });

  it("makes the certificate of an authority", async () => {
    const privateKeyPem = await newKey();
    const outputs = await create(SELF_SIGNED, authority(privateKeyPem));
    const certificate = new X509Certificate(textOf(outputs.certPem));
    assert.ok(certificate.verify(createPublicKey(privateKeyPem)));
    assert.ok(certificate.checkPrivateKey(createPrivateKey(privateKeyPem)));
    assert.equal(certificate.subject, "CN=Acme\\, Inc. test authority");
    assert.equal(certificate.issuer, certificate.subject);
    assert.equal(certificate.ca, true);
    assert.equal(outputs.keyAlgorithm, "ECDSA");
    assert.equal(outputs.readyForRenewal, false);
    assert.equal(Date.parse(certificate.validFrom), Date.parse(textOf(outputs.validityStartTime)));
    assert.equal(Date.parse(certificate.validTo), Date.parse(textOf(outputs.validityEndTime)));
    const lasts = Date.parse(certificate.validTo) - Date.parse(certificate.validFrom);
    assert.equal(lasts, 48 * 3_600_000);

    const file = await saved("cert.pem", textOf(outputs.certPem));
    const { stdout } = await run("openssl", ["x509", "-in", file, "-noout", "-text"]);
    assert.match(stdout, /Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
  });

  it("signs a request for a server's certificate", async () => {
    const caPrivateKeyPem = await newKey();
    const ca = await create(SELF_SIGNED, authority(caPrivateKeyPem));
    const privateKeyPem = await newKey();
    const request = await create(REQUEST, {
      privateKeyPem,
      subject: { commonName: "dex" },
      dnsNames: ["dex.svc", "dex", "*.example.com"],
    });
    const leaf = await create(SIGNED, {
      certRequestPem: request.certRequestPem ?? null,
      caPrivateKeyPem,
      caCertPem: ca.certPem ?? null,
      validityPeriodHours: 10,
      allowedUses: ["digital_signature", "key_encipherment", "server_auth"],
    });
    const [parent, child] = [ca, leaf].map(({ certPem }) => new X509Certificate(textOf(certPem)));
    assert.ok(parent && child);
    assert.ok(child.checkIssued(parent));
    assert.ok(child.verify(parent.publicKey));
    assert.ok(child.checkPrivateKey(createPrivateKey(privateKeyPem)));
    assert.ok(child.checkHost("a.example.com"));
    assert.equal(child.ca, false);
    assert.equal(child.subjectAltName, "DNS:dex.svc, DNS:dex, DNS:*.example.com");

    const caFile = await saved("ca.pem", textOf(ca.certPem));
    const file = await saved("leaf.pem", textOf(leaf.certPem));
    const requestFile = await saved("leaf.csr", textOf(request.certRequestPem));
    await run("openssl", ["req", "-in", requestFile, "-noout", "-verify"]);
    const purpose = ["-x509_strict", "-purpose", "sslserver", "-verify_hostname", "dex"];
    const verified = await run("openssl", ["verify", "-CAfile", caFile, ...purpose, file]);
    assert.match(verified.stdout, /: OK/);
    const { stdout } = await run("openssl", ["x509", "-in", file, "-noout", "-text"]);
    assert.match(stdout, /Key Usage: critical\s+Digital Signature, Key Encipherment\n/);
    assert.match(stdout, /TLS Web Server Authentication/);
  });

  it("replaces a request for a new name", async () => {
    const olds = { privateKeyPem: "x", dnsNames: ["a"] };
    const diff = await tls.diff(REQUEST, olds, { ...olds, dnsNames: ["b"] });
    assert.deepEqual(diff.replaces, ["dnsNames[0]"]);
  });

  it("shows nothing of a key or certificate in a preview", async () => {
    const key = await tls.create(KEY, P256, { preview: true });
    assert.equal(key.outputs.privateKeyPem, UNKNOWN);
    const inputs = authority(UNKNOWN);
    const { failures } = await tls.check(SELF_SIGNED, inputs);
    assert.deepEqual(failures, []);
    const certificate = await tls.create(SELF_SIGNED, inputs, { preview: true });
    assert.equal(certificate.outputs.certPem, UNKNOWN);
  });

  it("refuses keys and usages that the program doesn't ask for", async () => {
    const key = await tls.check(KEY, { algorithm: "RSA", rsaBits: 3072 });
    assert.match(key.failures.join("\n"), /rsaBits is not served.*\n.*must be ECDSA, with/);
    const { failures } = await tls.check(SELF_SIGNED, { allowedUses: ["server-auth"] });
    assert.match(failures.join("\n"), /allowedUses has "server-auth", which isn't one of digital_/);
  });

  it("says what is wrong with a key without showing it", async () => {
    const inputs = authority("hunter2");
    await assert.rejects(tls.create(SELF_SIGNED, inputs), (error: Error) => {
      assert.match(error.message, /^privateKeyPem isn't a private key in PEM format/);
      assert.ok(!error.message.includes("hunter2"));
      return true;
    });
  });
});
