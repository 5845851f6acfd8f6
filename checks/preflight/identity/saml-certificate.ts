import { X509Certificate } from "node:crypto";

import type { Check } from "../../check";
import { failed, notDone, ok, warning, type CheckFinding } from "../../finding";
import { DAY, day } from "../../../messages/day";
import type { IdentityConnector } from "./connector";
import { certificatesOf } from "./settings";

/** An end that should be seen to by now. */
const SOON = 30 * DAY;

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

export const samlCertificate: Check<IdentityConnector> = {
  id: "saml-certificate",
  title: "The certificate for SAML responses is valid",
  meaning:
    "Dex refuses responses that are signed with another key, or that arrive after the certificate has expired.",
  causes: ["The provider changed its certificate.", "The certificate has expired."],
  remedy: "Get the provider's current certificate for signatures, and give it in ca.",
  run: certificateDates,
};

/** What the dates of the certificates mean. One that is valid is enough: bundles carry old ones. */
function certificateDates(connector: IdentityConnector): CheckFinding {
  const { pem, unread } = certificatesOf(connector, "ca", "caData");
  if (unread !== undefined) return notDone(unread);
  const found = (pem?.match(BLOCK) ?? []).map((block) => new X509Certificate(block));
  const [first] = found;
  if (first === undefined) {
    return failed("There is no certificate for signatures.");
  }
  const now = Date.now();
  const started = found.filter(({ validFromDate }) => validFromDate.getTime() <= now);
  if (started.length === 0) {
    return failed(
      `The certificate isn't valid before ${day(first.validFromDate)}.`,
      `${samlCertificate.remedy} Or correct the clock.`,
    );
  }
  const end = new Date(Math.max(...started.map(({ validToDate }) => validToDate.getTime())));
  if (end.getTime() < now) {
    return failed(`The certificate expired on ${day(end)}.`);
  }
  const evidence = `The certificate is valid until ${day(end)}.`;
  return end.getTime() - now < SOON ? warning(evidence) : ok(evidence);
}
