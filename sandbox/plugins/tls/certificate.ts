import { randomBytes, type webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { UNKNOWN, type Properties, type Value } from "../protocol/values";
import { texts } from "./subject";
import { USAGE_NAMES, usagesOf } from "./usages";

const HOUR = 3_600_000;

/** Who signs a certificate, and for whom. */
export interface CertificateParties {
  readonly subject: x509.Name | x509.JsonName;
  readonly issuer: x509.Name | x509.JsonName;
  readonly publicKey: webcrypto.CryptoKey | x509.PublicKey;
  readonly signingKey: webcrypto.CryptoKey;
  /** The issuer's key, if the certificate is to say which one signed it. */
  readonly authorityKey?: webcrypto.CryptoKey | x509.PublicKey;
  readonly alternativeNames: readonly x509.JsonGeneralName[];
}

/** Signs a certificate as the inputs of `SelfSignedCert` and `LocallySignedCert` ask. */
export async function signCertificate(
  inputs: Properties,
  parties: CertificateParties,
): Promise<{ id: string; outputs: Record<string, Value> }> {
  const notBefore = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  const notAfter = new Date(notBefore.getTime() + hours(inputs.validityPeriodHours));
  const serialNumber = positiveSerial();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber,
    notBefore,
    notAfter,
    subject: nameOf(parties.subject),
    issuer: nameOf(parties.issuer),
    publicKey: parties.publicKey,
    signingKey: parties.signingKey,
    signingAlgorithm: signingAlgorithm(parties.signingKey),
    extensions: await extensions(inputs, parties),
  });
  return {
    id: BigInt(`0x${serialNumber}`).toString(),
    outputs: {
      certPem: `${certificate.toString("pem").trim()}\n`,
      validityStartTime: rfc3339(notBefore),
      validityEndTime: rfc3339(notAfter),
      readyForRenewal: isReadyForRenewal(inputs, rfc3339(notAfter)),
    },
  };
}

/** What a preview knows of a certificate. */
export const HIDDEN_CERTIFICATE = {
  certPem: UNKNOWN,
  validityStartTime: UNKNOWN,
  validityEndTime: UNKNOWN,
  readyForRenewal: false,
};

/** Whether the time for renewal, counted back from the end, has come. */
export function isReadyForRenewal(inputs: Properties, endTime: string): boolean {
  return Date.now() >= Date.parse(endTime) - hours(inputs.earlyRenewalHours);
}

/** Mistakes in what all certificates have in common. */
export function checkCertificate({ allowedUses, validityPeriodHours }: Properties) {
  const wrong = texts(allowedUses).filter((use) => use !== UNKNOWN && !USAGE_NAMES.includes(use));
  return [
    ...wrong.map((use) => ({
      property: "allowedUses",
      reason: `has ${JSON.stringify(use)}, which is none of ${USAGE_NAMES.join(", ")}`,
    })),
    ...(typeof validityPeriodHours === "number" && validityPeriodHours < 0
      ? [{ property: "validityPeriodHours", reason: "must be 0 or more" }]
      : []),
  ];
}

/** The alternative names that a resource's inputs ask for. */
export function alternativeNames(inputs: Properties): x509.JsonGeneralName[] {
  return [
    ...texts(inputs.dnsNames).map((value) => ({ type: "dns" as const, value })),
    ...texts(inputs.ipAddresses).map((value) => ({ type: "ip" as const, value })),
    ...texts(inputs.uris).map((value) => ({ type: "url" as const, value })),
  ];
}

/** How a key signs: with a hash as strong as itself. */
export function signingAlgorithm({ algorithm }: webcrypto.CryptoKey): webcrypto.EcdsaParams {
  const { name, namedCurve } = algorithm as webcrypto.EcKeyAlgorithm;
  const hash = namedCurve === "P-521" ? "SHA-512" : namedCurve === "P-384" ? "SHA-384" : "SHA-256";
  return { name, hash };
}

async function extensions(
  inputs: Properties,
  parties: CertificateParties,
): Promise<x509.Extension[]> {
  const { flags, extended } = usagesOf(texts(inputs.allowedUses));
  const isCa = inputs.isCaCertificate === true;
  const list: x509.Extension[] = [];
  if (flags !== 0) list.push(keyUsages(flags));
  if (extended.length > 0) list.push(new x509.ExtendedKeyUsageExtension([...extended]));
  const pathLength = typeof inputs.maxPathLength === "number" ? inputs.maxPathLength : undefined;
  list.push(new x509.BasicConstraintsExtension(isCa, isCa ? pathLength : undefined, true));
  // A CA always says which key it has, so that what it signs can name it.
  if (isCa || inputs.setSubjectKeyId === true) {
    list.push(await x509.SubjectKeyIdentifierExtension.create(parties.publicKey));
  }
  if (parties.authorityKey !== undefined) {
    list.push(await x509.AuthorityKeyIdentifierExtension.create(parties.authorityKey));
  }
  if (parties.alternativeNames.length > 0) {
    list.push(new x509.SubjectAlternativeNameExtension([...parties.alternativeNames]));
  }
  return list;
}

function keyUsages(flags: number): x509.KeyUsagesExtension {
  // The library's type has no name for a combination of its flags.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- see above
  return new x509.KeyUsagesExtension(flags, true);
}

function nameOf(name: x509.Name | x509.JsonName): x509.JsonName {
  return name instanceof x509.Name ? name.toJSON() : name;
}

/** A random serial number whose highest bit is clear: a negative one is not allowed. */
function positiveSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
}

function hours(value: Value | undefined): number {
  return (typeof value === "number" ? value : 0) * HOUR;
}

function rfc3339(date: Date): string {
  return date.toISOString().replace(".000Z", "Z");
}
