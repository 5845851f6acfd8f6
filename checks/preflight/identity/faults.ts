import { errorCode, messageOf } from "../../../messages/errors";
import { failed, type CheckFinding } from "../../finding";

const UNTRUSTED = [
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
];

/** What a fault of the connection means, and what to do; nothing where it is of another kind. */
function connectionFault(code: string, host: string, authority: string): CheckFinding | undefined {
  if (UNTRUSTED.includes(code)) {
    return failed(
      `The certificate of ${host} is of an authority that is not trusted here (${code}).`,
      `Where the authority is a private one, give its certificate in ${authority}.`,
    );
  }
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return failed(`The name ${host} is not found.`, "Correct the name, or its DNS record.");
    case "ECONNREFUSED":
      return failed(
        `${host} takes no connections at that port.`,
        "Correct host and port, start the server, or open the firewall.",
      );
    case "ECONNRESET":
    case "EPIPE":
      return failed(
        `${host} broke the connection off.`,
        "Look whether the port speaks this protocol, with TLS or without, and what is in between.",
      );
    case "CERT_HAS_EXPIRED":
      return failed(
        `The certificate of ${host} has expired.`,
        "Renew it at the server, or set this machine's clock right.",
      );
    case "CERT_NOT_YET_VALID":
      return failed(
        `The certificate of ${host} is not valid yet.`,
        "Set the clock right, here or where the certificate was made.",
      );
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return failed(
        `The certificate of ${host} is made for other names.`,
        "Configure a name that the certificate has, or add this one to the certificate.",
      );
    default:
      return undefined;
  }
}

/** How a check reads its faults. */
export interface FaultContext {
  /** The host that is asked. */
  readonly host: string;
  /** The setting that takes a private authority. */
  readonly authority: string;
  /** What to do about a fault of another kind than the connection's. @default the check's remedy */
  readonly remedy?: string;
}

/** Looks, and turns a rejection into a finding that says what to do. */
export async function explained(
  context: FaultContext,
  look: () => Promise<CheckFinding>,
): Promise<CheckFinding> {
  try {
    return await look();
  } catch (error) {
    const found = connectionFault(errorCode(error) ?? "", context.host, context.authority);
    return found ?? failed(messageOf(error), context.remedy);
  }
}
