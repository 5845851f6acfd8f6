import { createHash, createPublicKey } from "node:crypto";
import type { ResourceKind } from "../protocol/resource-kind";
import { type Properties, type Value, UNKNOWN, isUnknown } from "../protocol/values";
import { ALGORITHMS, CURVE_NAMES, type KeyAlgorithm, generateKey, keyOutputs } from "./keys";

const COMPUTED = [
  "privateKeyOpenssh",
  "privateKeyPem",
  "privateKeyPemPkcs8",
  "publicKeyFingerprintMd5",
  "publicKeyFingerprintSha256",
  "publicKeyOpenssh",
  "publicKeyPem",
];

/** `tls.PrivateKey`: a key that lives in the state. */
export const privateKey: ResourceKind = {
  complete,
  check: ({ algorithm, ecdsaCurve = "P224" }) => [
    ...oneOf("algorithm", algorithm, ALGORITHMS),
    ...oneOf("ecdsaCurve", ecdsaCurve, CURVE_NAMES),
  ],
  replaces: () => true,
  async create({ inputs, preview }) {
    const all = complete(inputs);
    if (preview) {
      const hidden = Object.fromEntries(COMPUTED.map((key) => [key, UNKNOWN]));
      return { id: "", outputs: { ...all, ...hidden } };
    }
    const key = await generateKey(all.algorithm as KeyAlgorithm, {
      rsaBits: all.rsaBits as number,
      ecdsaCurve: all.ecdsaCurve as string,
    });
    const der = createPublicKey(key).export({ type: "spki", format: "der" });
    const id = createHash("sha1").update(der).digest("hex");
    return { id, outputs: { ...all, ...keyOutputs(key) } };
  },
};

/** The official provider's defaults. */
function complete(inputs: Properties): Properties {
  return { ecdsaCurve: "P224", rsaBits: 2048, ...inputs };
}

function oneOf(property: string, value: Value | undefined, allowed: readonly string[]) {
  if (isUnknown(value) || (typeof value === "string" && allowed.includes(value))) return [];
  return [{ property, reason: `must be one of ${allowed.join(", ")}` }];
}
