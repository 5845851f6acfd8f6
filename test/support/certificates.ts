import "reflect-metadata";
import { createPrivateKey, webcrypto } from "node:crypto";

import * as x509 from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const DAY = 86_400_000;

/** A certificate and its key, both PEM. */
export interface KeyPair {
  readonly certificate: string;
  /** PKCS #8. */
  readonly key: string;
}

/** What a certificate says; it is valid from yesterday for 90 days unless told. */
export interface CertificateOptions {
  /** DNS names or IP addresses. */
  readonly names: readonly string[];
  /** X.500 name of a client, which may then present the certificate. @default CN=the first name */
  readonly subject?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** An authority of a test. */
export interface TestAuthority {
  readonly certificate: string;
  issue(options: CertificateOptions): Promise<KeyPair>;
}

/** Makes an authority with a key of its own. */
export async function createAuthority(commonName = "Test authority"): Promise<TestAuthority> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const issuer = `CN=${commonName}`;
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: issuer,
    notBefore: fromNow(-2),
    notAfter: fromNow(3650),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    certificate: authority.toString("pem"),
    issue: async (options) => {
      const own = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
      const certificate = await x509.X509CertificateGenerator.create({
        subject: options.subject ?? `CN=${options.names[0] ?? "nameless"}`,
        issuer,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
        ...validity(options),
        extensions: [
          names(options.names),
          new x509.BasicConstraintsExtension(false),
          new x509.ExtendedKeyUsageExtension([
            x509.ExtendedKeyUsage.serverAuth,
            ...(options.subject === undefined ? [] : [x509.ExtendedKeyUsage.clientAuth]),
          ]),
          await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
        ],
      });
      return { certificate: certificate.toString("pem"), key: await pem(own.privateKey) };
    },
  };
}

/** A certificate that nobody but itself vouches for; its key is elliptic unless told. */
export async function selfSigned(
  options: CertificateOptions & { readonly rsa?: boolean },
): Promise<KeyPair> {
  const algorithm = options.rsa === true ? RSA : ALGORITHM;
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${options.names[0] ?? "nameless"}`,
    keys,
    signingAlgorithm: algorithm,
    ...validity(options),
    extensions: [names(options.names)],
  });
  return { certificate: certificate.toString("pem"), key: await pem(keys.privateKey) };
}

/** A time some days from now. */
export function fromNow(days: number): Date {
  return new Date(Date.now() + days * DAY);
}

function validity({ notBefore, notAfter }: CertificateOptions) {
  return { notBefore: notBefore ?? fromNow(-1), notAfter: notAfter ?? fromNow(90) };
}

function names(list: readonly string[]): x509.SubjectAlternativeNameExtension {
  return new x509.SubjectAlternativeNameExtension(
    list.map((value) => ({
      type: /^[\d.]+$/.test(value) ? ("ip" as const) : ("dns" as const),
      value,
    })),
  );
}

async function pem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key));
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" })
    .export({ format: "pem", type: "pkcs8" })
    .toString();
}
