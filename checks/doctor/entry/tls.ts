import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { day } from "../../network/day";
import { shakeHands } from "../../network/tls-handshake";
import type { EntryVisit } from "./visit";

const CHAIN_FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "has expired",
  CERT_NOT_YET_VALID: "is not valid yet",
  DEPTH_ZERO_SELF_SIGNED_CERT: "is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "comes from an authority that is not known here",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "comes from an authority that is not known here",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "comes from an authority that is not known here, or the intermediate certificate is missing",
};

export const tls: Check<EntryVisit> = {
  id: "tls",
  title: "The certificate is trusted and made for the host",
  meaning:
    "A chain to a known authority, the right name, and a time that is right: browsers and the services refuse anything else.",
  causes: [
    "cert-manager has not issued the certificate yet, so the controller shows its own.",
    "The Secret holds the certificate of another host, or without its intermediate.",
    "A private authority that this machine does not know: give it by --ca.",
  ],
  remedy:
    "Look at what the certificate says (openssl s_client -connect HOST:443 -servername HOST) and at the Certificate or Secret that the Ingress names.",
  async run(visit, signal) {
    const { host, port, lookup, ca } = visit;
    visit.handshake = await shakeHands({ host, port, signal, lookup, ca });
    const { certificate, chainFault, namesHost, protocol } = visit.handshake;
    const issuer = distinguished(certificate.issuer);
    const end = day(certificate.validToDate);
    if (chainFault !== undefined) {
      const what = CHAIN_FAULTS[chainFault] ?? `is not trusted (${chainFault})`;
      return failed(`The certificate of ${host} ${what}: issued by ${issuer}, until ${end}.`);
    }
    if (!namesHost) {
      const names = certificate.subjectAltName ?? distinguished(certificate.subject);
      return failed(`The certificate is not made for ${host}, but for ${names}.`);
    }
    return ok(`${protocol}, issued by ${issuer}, until ${end}.`);
  },
};

function distinguished(name: string): string {
  return name.replaceAll("\n", ", ");
}
