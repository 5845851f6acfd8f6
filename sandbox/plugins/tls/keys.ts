import {
  type KeyObject,
  type webcrypto,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
} from "node:crypto";
import { promisify } from "node:util";
import type { ResourceKind } from "../protocol/resource-kind";
import { UNKNOWN } from "../protocol/values";

const generate = promisify(generateKeyPair);

/** The only keys that the program makes. */
const algorithm = { name: "ECDSA", namedCurve: "P-256" };

/** How they sign. */
export const signingAlgorithm = { name: "ECDSA", hash: "SHA-256" };

/** `tls.PrivateKey`: an ECDSA key on P-256, which lives in the state. */
export const privateKey: ResourceKind = {
  inputs: ["algorithm", "ecdsaCurve"],
  defaults: { rsaBits: 2048 },
  check: ({ algorithm: name, ecdsaCurve }) =>
    name === "ECDSA" && ecdsaCurve === "P256"
      ? []
      : [{ property: "algorithm", reason: "must be ECDSA, with ecdsaCurve P256" }],
  replaces: () => true,
  async create({ inputs, preview }) {
    if (preview) {
      const hidden = { privateKeyPem: UNKNOWN, privateKeyPemPkcs8: UNKNOWN, publicKeyPem: UNKNOWN };
      return { id: "", outputs: { ...inputs, ...hidden } };
    }
    const pair = await generate("ec", { namedCurve: "prime256v1" });
    const spki = pair.publicKey.export({ type: "spki", format: "der" });
    const outputs = {
      privateKeyPem: pair.privateKey.export({ type: "sec1", format: "pem" }).toString(),
      privateKeyPemPkcs8: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      publicKeyPem: pair.publicKey.export({ type: "spki", format: "pem" }).toString(),
    };
    return {
      id: createHash("sha1").update(spki).digest("hex"),
      outputs: { ...inputs, ...outputs },
    };
  },
};

/** A key pair in the form that the certificate library takes; no error shows the PEM text. */
export async function cryptoKeys(pem: string, property: string): Promise<webcrypto.CryptoKeyPair> {
  const key = readPrivateKey(pem, property);
  const spki = createPublicKey(key).export({ type: "spki", format: "der" });
  const pkcs8 = key.export({ type: "pkcs8", format: "der" });
  const { subtle } = globalThis.crypto;
  return {
    privateKey: await subtle.importKey("pkcs8", pkcs8, algorithm, true, ["sign"]),
    publicKey: await subtle.importKey("spki", spki, algorithm, true, ["verify"]),
  };
}

function readPrivateKey(pem: string, property: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error(`${property} isn't a private key in PEM format.`);
  }
}
