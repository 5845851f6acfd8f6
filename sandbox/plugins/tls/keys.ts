import {
  type JsonWebKey,
  type KeyObject,
  type webcrypto,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
} from "node:crypto";
import { promisify } from "node:util";

/** The names of the official provider for the algorithms. */
export type KeyAlgorithm = "RSA" | "ECDSA" | "ED25519";

const generate = promisify(generateKeyPair);

/** Node's names of the curves that the official provider offers. */
const CURVES: Readonly<Record<string, string>> = {
  P224: "secp224r1",
  P256: "prime256v1",
  P384: "secp384r1",
  P521: "secp521r1",
};

/** The algorithms and curves that a private key can have, for messages. */
export const ALGORITHMS: readonly KeyAlgorithm[] = ["RSA", "ECDSA", "ED25519"];
export const CURVE_NAMES = Object.keys(CURVES);

/** A new private key. */
export async function generateKey(
  algorithm: KeyAlgorithm,
  options: { rsaBits: number; ecdsaCurve: string },
): Promise<KeyObject> {
  switch (algorithm) {
    case "RSA":
      return (await generate("rsa", { modulusLength: options.rsaBits })).privateKey;
    case "ECDSA":
      return (await generate("ec", { namedCurve: CURVES[options.ecdsaCurve] ?? "" })).privateKey;
    case "ED25519":
      return (await generate("ed25519")).privateKey;
  }
}

/** A private key from its PEM text; the message of a failure holds nothing of the text. */
export function readPrivateKey(pem: string, property: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error(`${property} is no private key in PEM form (PKCS #1, SEC 1 or PKCS #8).`);
  }
}

/** The official provider's name of a key's algorithm. */
export function algorithmOf(key: KeyObject): KeyAlgorithm {
  switch (key.asymmetricKeyType) {
    case "rsa":
      return "RSA";
    case "ec":
      return "ECDSA";
    case "ed25519":
      return "ED25519";
    default:
      throw new Error(`Keys of the type ${key.asymmetricKeyType ?? "unknown"} can't sign here.`);
  }
}

/** The text forms of a private key; OpenSSH's form of a private key is left empty. */
export function keyOutputs(key: KeyObject) {
  const publicKey = createPublicKey(key);
  const traditional = { RSA: "pkcs1", ECDSA: "sec1", ED25519: "pkcs8" } as const;
  const ssh = sshPublicKey(publicKey);
  return {
    privateKeyPem: pem(key, traditional[algorithmOf(key)]),
    privateKeyPemPkcs8: pem(key, "pkcs8"),
    privateKeyOpenssh: "",
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    publicKeyOpenssh: ssh === undefined ? "" : `${ssh.name} ${ssh.blob.toString("base64")}\n`,
    publicKeyFingerprintMd5: ssh === undefined ? "" : md5Fingerprint(ssh.blob),
    publicKeyFingerprintSha256: ssh === undefined ? "" : sha256Fingerprint(ssh.blob),
  };
}

/** A key pair in the form that the certificate library takes. */
export async function toCryptoKeys(key: KeyObject): Promise<webcrypto.CryptoKeyPair> {
  const algorithm = webAlgorithm(key);
  const spki = createPublicKey(key).export({ type: "spki", format: "der" });
  const pkcs8 = key.export({ type: "pkcs8", format: "der" });
  const { subtle } = globalThis.crypto;
  return {
    privateKey: await subtle.importKey("pkcs8", pkcs8, algorithm, true, ["sign"]),
    publicKey: await subtle.importKey("spki", spki, algorithm, true, ["verify"]),
  };
}

function pem(key: KeyObject, type: "pkcs1" | "sec1" | "pkcs8"): string {
  return key.export({ type, format: "pem" } as { type: "pkcs8"; format: "pem" }).toString();
}

function webAlgorithm(key: KeyObject) {
  const algorithm = algorithmOf(key);
  if (algorithm === "RSA") return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  if (algorithm === "ED25519") return { name: "Ed25519" };
  const namedCurve = jwk(key).crv ?? "";
  if (/^P-(256|384|521)$/.test(namedCurve)) return { name: "ECDSA", namedCurve };
  throw new Error("Certificates need an ECDSA key on P256, P384 or P521, not on P224.");
}

/** The public key as RFC 4253 encodes it, or undefined where OpenSSH has no form for it. */
function sshPublicKey(key: KeyObject): { name: string; blob: Buffer } | undefined {
  const algorithm = algorithmOf(key);
  if (algorithm === "RSA") {
    const { e = "", n = "" } = jwk(key);
    const name = "ssh-rsa";
    return { name, blob: sshFields(name, sshInteger(e), sshInteger(n)) };
  }
  const { crv = "", x = "", y = "" } = jwk(key);
  if (algorithm === "ED25519") {
    const name = "ssh-ed25519";
    return { name, blob: sshFields(name, Buffer.from(x, "base64url")) };
  }
  const curve = /^P-(256|384|521)$/.exec(crv)?.[1];
  if (curve === undefined) return undefined;
  const name = `ecdsa-sha2-nistp${curve}`;
  const point = [Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")];
  return { name, blob: sshFields(name, `nistp${curve}`, Buffer.concat(point)) };
}

function jwk(key: KeyObject): JsonWebKey {
  try {
    return (key.type === "private" ? createPublicKey(key) : key).export({ format: "jwk" });
  } catch {
    // P224 has no JWK form.
    return {};
  }
}

function sshFields(...fields: (string | Buffer)[]): Buffer {
  return Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** A leading zero keeps a number with its highest bit set from being read as negative. */
function sshInteger(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, "base64url");
  return (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

function md5Fingerprint(blob: Buffer): string {
  const hex = createHash("md5").update(blob).digest("hex");
  return (hex.match(/../g) ?? []).join(":");
}

function sha256Fingerprint(blob: Buffer): string {
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}
