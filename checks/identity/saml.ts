import { X509Certificate } from "node:crypto";

import type { Chain } from "../chain";
import type { CheckFinding } from "../check";
import { clockCheck } from "./clock";
import { reachable } from "./endpoints";
import { authoritiesOf, certificatesOf, textOf } from "./settings";
import type { IdentityConnector } from "./target";

const DAY = 86_400_000;
const SOON = 30 * DAY;
const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Whether responses can be verified for a while yet, and the page for logins is there. */
export function samlChains(connector: IdentityConnector): Chain[] {
  const { id: subject } = connector;
  const chains: Chain[] = [
    [
      {
        id: "saml-certificate",
        group: "identity",
        subject,
        run: () => Promise.resolve(certificateDates(connector)),
      },
    ],
  ];
  const url = textOf(connector, "ssoURL");
  if (url !== undefined) {
    const options = authoritiesOf(connector);
    chains.push(
      [reachable("saml-sso", subject, url, options)],
      [clockCheck(subject, new URL(url), options)],
    );
  }
  return chains;
}

/** What the dates of the certificates mean. One that is valid is enough: bundles carry old ones. */
function certificateDates(connector: IdentityConnector): CheckFinding {
  const { pem, unread } = certificatesOf(connector, "ca", "caData");
  if (unread !== undefined) {
    return { status: "not-done", evidence: unread };
  }
  const remedy = "Get the provider's current certificate for signatures, and give it in ca.";
  const found = (pem?.match(BLOCK) ?? []).map((block) => new X509Certificate(block));
  const [first] = found;
  if (first === undefined) {
    return { status: "failed", evidence: "There is no certificate for signatures.", remedy };
  }
  const now = Date.now();
  const started = found.filter(({ validFromDate }) => validFromDate.getTime() <= now);
  if (started.length === 0) {
    const evidence = `The certificate is not valid before ${day(first.validFromDate)}.`;
    return { status: "failed", evidence, remedy: `${remedy} Or set the clock right.` };
  }
  const end = new Date(Math.max(...started.map(({ validToDate }) => validToDate.getTime())));
  if (end.getTime() < now) {
    return { status: "failed", evidence: `The certificate expired on ${day(end)}.`, remedy };
  }
  const evidence = `The certificate is valid until ${day(end)}.`;
  return end.getTime() - now < SOON
    ? { status: "warning", evidence, remedy }
    : { status: "ok", evidence };
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
