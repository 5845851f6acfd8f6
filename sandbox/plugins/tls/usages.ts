import { ExtendedKeyUsage, KeyUsageFlags } from "@peculiar/x509";

/** The official provider's names of key usages. */
const KEY_USAGES: Readonly<Record<string, KeyUsageFlags>> = {
  digital_signature: KeyUsageFlags.digitalSignature,
  content_commitment: KeyUsageFlags.nonRepudiation,
  key_encipherment: KeyUsageFlags.keyEncipherment,
  data_encipherment: KeyUsageFlags.dataEncipherment,
  key_agreement: KeyUsageFlags.keyAgreement,
  cert_signing: KeyUsageFlags.keyCertSign,
  crl_signing: KeyUsageFlags.cRLSign,
  encipher_only: KeyUsageFlags.encipherOnly,
  decipher_only: KeyUsageFlags.decipherOnly,
};

/** The official provider's names of extended key usages. */
const EXTENDED_USAGES: Readonly<Record<string, string>> = {
  any_extended: "2.5.29.37.0",
  server_auth: ExtendedKeyUsage.serverAuth,
  client_auth: ExtendedKeyUsage.clientAuth,
  code_signing: ExtendedKeyUsage.codeSigning,
  email_protection: ExtendedKeyUsage.emailProtection,
  ipsec_end_system: "1.3.6.1.5.5.7.3.5",
  ipsec_tunnel: "1.3.6.1.5.5.7.3.6",
  ipsec_user: "1.3.6.1.5.5.7.3.7",
  timestamping: ExtendedKeyUsage.timeStamping,
  ocsp_signing: ExtendedKeyUsage.ocspSigning,
};

/** The usages that a certificate can be given, for messages. */
export const USAGE_NAMES = [...Object.keys(KEY_USAGES), ...Object.keys(EXTENDED_USAGES)];

/** What a certificate may be used for. */
export interface Usages {
  readonly flags: number;
  readonly extended: readonly string[];
}

/** The usages of a list of names. */
export function usagesOf(names: readonly string[]): Usages {
  return {
    flags: names.reduce((flags, name) => flags | (KEY_USAGES[name] ?? 0), 0),
    extended: names.flatMap((name) => EXTENDED_USAGES[name] ?? []),
  };
}
