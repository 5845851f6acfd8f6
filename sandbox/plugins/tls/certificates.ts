import { createHash, randomBytes, type webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import type { ResourceKind } from "../protocol/resource-kind";
import { type Properties, type Value, UNKNOWN, isMap, isUnknown } from "../protocol/values";
import { cryptoKeys, signingAlgorithm } from "./keys";

const HOUR = 3_600_000;

/** The identifier of the extension that holds a request's alternative names. */
const ALTERNATIVE_NAMES = "2.5.29.17";

/** The extensions for the usages that the program asks for, by the official provider's names. */
const keyUsages: Readonly<Record<string, x509.KeyUsageFlags>> = {
  digital_signature: x509.KeyUsageFlags.digitalSignature,
  key_encipherment: x509.KeyUsageFlags.keyEncipherment,
  cert_signing: x509.KeyUsageFlags.keyCertSign,
  crl_signing: x509.KeyUsageFlags.cRLSign,
};
const extendedUsages: Readonly<Record<string, x509.ExtendedKeyUsage>> = {
  server_auth: x509.ExtendedKeyUsage.serverAuth,
};
const usages = [...Object.keys(keyUsages), ...Object.keys(extendedUsages)];

/** What `SelfSignedCert` and `LocallySignedCert` have in common. */
const certificate = {
  replaces: () => true,
  check: ({ allowedUses }: Properties) =>
    texts(allowedUses)
      .filter((use) => !isUnknown(use) && !usages.includes(use))
      .map((use) => ({
        property: "allowedUses",
        reason: `has ${JSON.stringify(use)}, which isn't one of ${usages.join(", ")}`,
      })),
};

/** What a preview knows of a certificate. */
const hidden = {
  certPem: UNKNOWN,
  validityStartTime: UNKNOWN,
  validityEndTime: UNKNOWN,
  readyForRenewal: false,
};

/** `tls.SelfSignedCert`: the certificate of an authority, signed by its own key. */
export const selfSignedCert: ResourceKind = {
  ...certificate,
  inputs: ["privateKeyPem", "subject", "isCaCertificate", "validityPeriodHours", "allowedUses"],
  async create({ inputs, preview }) {
    if (preview) return { id: "", outputs: { ...inputs, ...hidden, keyAlgorithm: UNKNOWN } };
    const { privateKey, publicKey } = await cryptoKeys(text(inputs.privateKeyPem), "privateKeyPem");
    const subject = subjectName(inputs);
    const { id, outputs } = await signCertificate(inputs, {
      subject,
      issuer: subject,
      publicKey,
      signingKey: privateKey,
      // An authority always says which key it has, so that what it signs can name it.
      extensions: [await x509.SubjectKeyIdentifierExtension.create(publicKey)],
    });
    return { id, outputs: { ...inputs, ...outputs, keyAlgorithm: "ECDSA" } };
  },
};

/** `tls.CertRequest`: a request for a certificate, signed by the key that it is for. */
export const certRequest: ResourceKind = {
  inputs: ["privateKeyPem", "subject", "dnsNames"],
  replaces: () => true,
  async create({ inputs, preview }) {
    if (preview) {
      return { id: "", outputs: { ...inputs, certRequestPem: UNKNOWN, keyAlgorithm: UNKNOWN } };
    }
    const names = texts(inputs.dnsNames).map((value) => ({ type: "dns" as const, value }));
    const request = await x509.Pkcs10CertificateRequestGenerator.create({
      name: subjectName(inputs),
      keys: await cryptoKeys(text(inputs.privateKeyPem), "privateKeyPem"),
      signingAlgorithm,
      extensions: names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : [],
    });
    const certRequestPem = `${request.toString("pem").trim()}\n`;
    const id = createHash("sha1").update(certRequestPem).digest("hex");
    return { id, outputs: { ...inputs, certRequestPem, keyAlgorithm: "ECDSA" } };
  },
};

/** `tls.LocallySignedCert`: a certificate for a request, signed by an authority's key. */
export const locallySignedCert: ResourceKind = {
  ...certificate,
  inputs: ["certRequestPem", "caPrivateKeyPem", "caCertPem", "validityPeriodHours", "allowedUses"],
  async create({ inputs, preview }) {
    if (preview) return { id: "", outputs: { ...inputs, ...hidden, caKeyAlgorithm: UNKNOWN } };
    const keys = await cryptoKeys(text(inputs.caPrivateKeyPem), "caPrivateKeyPem");
    const ca = new x509.X509Certificate(text(inputs.caCertPem));
    const request = new x509.Pkcs10CertificateRequest(text(inputs.certRequestPem));
    const names = request.getExtension(ALTERNATIVE_NAMES);
    const { id, outputs } = await signCertificate(inputs, {
      subject: request.subjectName.toJSON(),
      issuer: ca.subjectName.toJSON(),
      publicKey: request.publicKey,
      signingKey: keys.privateKey,
      extensions: [
        await x509.AuthorityKeyIdentifierExtension.create(ca.publicKey),
        ...(names ? [names] : []),
      ],
    });
    return { id, outputs: { ...inputs, ...outputs, caKeyAlgorithm: "ECDSA" } };
  },
};

/** Who signs a certificate, and for whom. */
interface Parties {
  readonly subject: x509.JsonName;
  readonly issuer: x509.JsonName;
  readonly publicKey: webcrypto.CryptoKey | x509.PublicKey;
  readonly signingKey: webcrypto.CryptoKey;
  readonly extensions: readonly x509.Extension[];
}

async function signCertificate(inputs: Properties, { extensions, ...parties }: Parties) {
  const notBefore = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  const notAfter = new Date(notBefore.getTime() + Number(inputs.validityPeriodHours) * HOUR);
  const serialNumber = positiveSerial();
  const certificate = await x509.X509CertificateGenerator.create({
    ...parties,
    serialNumber,
    notBefore,
    notAfter,
    signingAlgorithm,
    extensions: [
      ...usageExtensions(texts(inputs.allowedUses)),
      new x509.BasicConstraintsExtension(inputs.isCaCertificate === true, undefined, true),
      ...extensions,
    ],
  });
  return {
    id: BigInt(`0x${serialNumber}`).toString(),
    outputs: {
      certPem: `${certificate.toString("pem").trim()}\n`,
      validityStartTime: rfc3339(notBefore),
      validityEndTime: rfc3339(notAfter),
      readyForRenewal: false,
    },
  };
}

function usageExtensions(names: readonly string[]): x509.Extension[] {
  const flags = names.reduce((sum, name) => sum | (keyUsages[name] ?? 0), 0);
  const extended = names.flatMap((name) => extendedUsages[name] ?? []);
  return [
    // The library's type has no name for a combination of its flags.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- see above
    new x509.KeyUsagesExtension(flags, true),
    ...(extended.length > 0 ? [new x509.ExtendedKeyUsageExtension(extended)] : []),
  ];
}

function subjectName({ subject }: Properties): x509.JsonName {
  return [{ CN: [isMap(subject) ? text(subject.commonName) : ""] }];
}

/** A random serial number whose highest bit is clear: a negative one is not allowed. */
function positiveSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
}

function rfc3339(date: Date): string {
  return date.toISOString().replace(".000Z", "Z");
}

function texts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
