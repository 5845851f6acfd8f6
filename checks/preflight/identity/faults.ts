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
      `The certificate of ${host} is from a certificate authority that isn't trusted here (${code}).`,
      `If the authority is private, give its certificate in ${authority}.`,
    );
  }
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return failed(`The name ${host} doesn't resolve.`, "Correct the name, or its DNS record.");
    case "ECONNREFUSED":
      return failed(
        `${host} accepts no connections on that port.`,
        "Correct host and port, start the server, or open the firewall.",
      );
    case "ECONNRESET":
    case "EPIPE":
      return failed(
        `${host} closed the connection.`,
        "Check that the port uses this protocol, with or without TLS, and what is in between.",
      );
    case "CERT_HAS_EXPIRED":
      return failed(
        `The certificate of ${host} has expired.`,
        "Renew it at the server, or correct this machine's clock.",
      );
    case "CERT_NOT_YET_VALID":
      return failed(
        `The certificate of ${host} is not valid yet.`,
        "Correct the clock, here or where the certificate was created.",
      );
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return failed(
        `The certificate of ${host} is for other names.`,
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
