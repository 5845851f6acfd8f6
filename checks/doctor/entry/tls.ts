import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { day } from "../../../messages/day";
import { shakeHands } from "../../network/tls-handshake";
import type { EntryVisit } from "./visit";

const CHAIN_FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "has expired",
  CERT_NOT_YET_VALID: "is not valid yet",
  DEPTH_ZERO_SELF_SIGNED_CERT: "is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "is from a certificate authority that isn't known here",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "is from a certificate authority that isn't known here",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "is from a certificate authority that isn't known here, or the intermediate certificate is missing",
};

export const tls: Check<EntryVisit> = {
  id: "tls",
  title: "The certificate is trusted and names the host",
  meaning:
    "Browsers and the services refuse a certificate that has no chain to a known certificate authority, is for another name, or has expired.",
  causes: [
    "cert-manager hasn't issued the certificate yet, so the controller serves its own.",
    "The Secret holds the certificate of another host, or lacks the intermediate certificate.",
    "This machine doesn't know the private certificate authority: give it with --ca.",
  ],
  remedy:
    "Read the certificate (openssl s_client -connect HOST:443 -servername HOST), and look at the Certificate or Secret that the Ingress names: kubectl -n NAMESPACE get certificates,secrets.",
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
      return failed(`The certificate is for ${names}, not for ${host}.`);
    }
    return ok(`${protocol}, issued by ${issuer}, until ${end}.`);
  },
};

function distinguished(name: string): string {
  return name.replaceAll("\n", ", ");
}
