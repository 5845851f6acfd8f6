import { createHash } from "node:crypto";
import * as x509 from "@peculiar/x509";
import type { ResourceKind } from "../protocol/resource-kind";
import type { CheckFailure, ReadCall, UpdateCall } from "../protocol/stand-in";
import { type Properties, UNKNOWN } from "../protocol/values";
import {
  HIDDEN_CERTIFICATE,
  alternativeNames,
  checkCertificate,
  isReadyForRenewal,
  signCertificate,
  signingAlgorithm,
} from "./certificate";
import { algorithmOf, readPrivateKey, toCryptoKeys } from "./keys";
import { subjectName } from "./subject";

/** The identifier of the extension that holds a request's alternative names. */
const ALTERNATIVE_NAMES = "2.5.29.17";

/** What `SelfSignedCert` and `LocallySignedCert` have in common. */
const certificate = {
  // The time of renewal is no part of the certificate.
  replaces: ([key]: readonly (string | number)[]) => key !== "earlyRenewalHours",
  expired: (state: Properties) => state.readyForRenewal === true,
  read({ inputs, state }: ReadCall) {
    const readyForRenewal = isReadyForRenewal(inputs, textOf(state, "validityEndTime"));
    return { inputs, outputs: { ...state, readyForRenewal } };
  },
  update({ news, state }: UpdateCall) {
    const readyForRenewal = isReadyForRenewal(news, textOf(state, "validityEndTime"));
    return { ...state, ...news, readyForRenewal };
  },
};

/** `tls.SelfSignedCert`: a certificate that its own key has signed, as a CA's is. */
export const selfSignedCert: ResourceKind = {
  ...certificate,
  check: (inputs) => [...checkCertificate(inputs), ...needsKey(inputs, "privateKeyPem")],
  async create({ inputs, preview }) {
    if (preview) {
      return { id: "", outputs: { ...inputs, ...HIDDEN_CERTIFICATE, keyAlgorithm: UNKNOWN } };
    }
    const key = keyIn(inputs, "privateKeyPem");
    const { privateKey, publicKey } = await toCryptoKeys(key);
    const subject = subjectName(inputs);
    const { id, outputs } = await signCertificate(inputs, {
      subject,
      issuer: subject,
      publicKey,
      signingKey: privateKey,
      authorityKey: inputs.setAuthorityKeyId === true ? publicKey : undefined,
      alternativeNames: alternativeNames(inputs),
    });
    return { id, outputs: { ...inputs, ...outputs, keyAlgorithm: algorithmOf(key) } };
  },
};

/** `tls.CertRequest`: a request for a certificate, signed by the key that it is for. */
export const certRequest: ResourceKind = {
  replaces: () => true,
  check: (inputs) => needsKey(inputs, "privateKeyPem"),
  async create({ inputs, preview }) {
    if (preview) {
      return { id: "", outputs: { ...inputs, certRequestPem: UNKNOWN, keyAlgorithm: UNKNOWN } };
    }
    const key = keyIn(inputs, "privateKeyPem");
    const keys = await toCryptoKeys(key);
    const names = alternativeNames(inputs);
    const request = await x509.Pkcs10CertificateRequestGenerator.create({
      name: subjectName(inputs),
      keys,
      signingAlgorithm: signingAlgorithm(keys.privateKey),
      extensions: names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : [],
    });
    const certRequestPem = `${request.toString("pem").trim()}\n`;
    const id = createHash("sha1").update(certRequestPem).digest("hex");
    return { id, outputs: { ...inputs, certRequestPem, keyAlgorithm: algorithmOf(key) } };
  },
};

/** `tls.LocallySignedCert`: a certificate for a request, signed by a CA's key. */
export const locallySignedCert: ResourceKind = {
  ...certificate,
  check: (inputs) => [...checkCertificate(inputs), ...needsKey(inputs, "caPrivateKeyPem")],
  async create({ inputs, preview }) {
    if (preview) {
      return { id: "", outputs: { ...inputs, ...HIDDEN_CERTIFICATE, caKeyAlgorithm: UNKNOWN } };
    }
    const caKey = keyIn(inputs, "caPrivateKeyPem");
    const ca = parsePem("caCertPem", inputs, (pem) => new x509.X509Certificate(pem));
    const request = parsePem(
      "certRequestPem",
      inputs,
      (pem) => new x509.Pkcs10CertificateRequest(pem),
    );
    if (!(await request.verify())) {
      throw new Error("certRequestPem is not signed by the key that it names.");
    }
    const extension = request.getExtension(ALTERNATIVE_NAMES);
    const { id, outputs } = await signCertificate(inputs, {
      subject: request.subjectName,
      issuer: ca.subjectName,
      publicKey: request.publicKey,
      signingKey: (await toCryptoKeys(caKey)).privateKey,
      authorityKey: ca.publicKey,
      alternativeNames:
        extension instanceof x509.SubjectAlternativeNameExtension ? extension.names.toJSON() : [],
    });
    return { id, outputs: { ...inputs, ...outputs, caKeyAlgorithm: algorithmOf(caKey) } };
  },
};

/** A key, or its write-only twin. */
function needsKey(inputs: Properties, property: string): CheckFailure[] {
  if (inputs[property] !== undefined || inputs[`${property}Wo`] !== undefined) return [];
  return [{ property, reason: "is missing" }];
}

function keyIn(inputs: Properties, property: string) {
  const name = inputs[property] === undefined ? `${property}Wo` : property;
  return readPrivateKey(textOf(inputs, name), name);
}

function parsePem<T>(property: string, inputs: Properties, parse: (pem: string) => T): T {
  try {
    return parse(textOf(inputs, property));
  } catch {
    throw new Error(`${property} is not in PEM form.`);
  }
}

function textOf(properties: Properties, key: string): string {
  const value = properties[key];
  return typeof value === "string" ? value : "";
}
