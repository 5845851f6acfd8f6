import type { LookupFunction } from "node:net";

import type { Chain } from "../chain";
import type { Check, CheckFinding } from "../check";
import { counted } from "../../messages/counted";
import { connectTo } from "../network/connect";
import { probeHttp, type ProbeAnswer } from "../network/http-probe";
import { lookupWith } from "../network/lookup";
import { shakeHands, type Handshake } from "../network/tls-handshake";
import { entryRemedy, type EntryCheckId } from "./catalogue";
import type { DoctorTarget, PublicService } from "./target";

const HEALTH: Readonly<Record<PublicService, string>> = {
  dex: "/healthz",
  // Its /_healthcheck is for the cluster alone: the entry passes on what is below the issuer.
  membership: "/_info",
  console: "/_info",
  portal: "/_info",
};

const DAY = 86_400_000;
/** Renewal is due 30 days before the end, with cert-manager's defaults. */
const RENEWAL_DAYS = 14;

/** From a public address's name to the service's own word. */
export function entryChain(target: DoctorTarget, service: PublicService, url: URL): Chain {
  const lookup = lookupWith(target.addresses);
  const secure = url.protocol === "https:";
  const host = url.hostname;
  const port = Number(url.port || (secure ? 443 : 80));
  const ca = target.ca === undefined ? {} : { ca: target.ca };
  let handshake: Handshake | undefined;
  let answer: ProbeAnswer | undefined;

  const check = (id: EntryCheckId, run: Check["run"]): Check => ({
    id,
    group: service,
    subject: url.host,
    run,
  });

  return [
    check("dns", async () => {
      const addresses = await resolveHost(host, lookup);
      return addresses.length > 0
        ? { status: "ok", evidence: `${host} is ${addresses.join(", ")}.` }
        : broken("dns", `No address is known for ${host}.`);
    }),
    check("tcp", async (signal) => {
      const fault = await connectTo({ host, port, lookup, signal });
      return fault === undefined
        ? { status: "ok", evidence: `Port ${port} takes connections.` }
        : broken("tcp", `No connection to ${host} on port ${port}: ${fault}.`);
    }),
    ...(secure
      ? [
          check("tls", async (signal) => {
            handshake = await shakeHands({ host, port, signal, lookup, ...ca });
            return certificateFinding(host, handshake);
          }),
          check("certificate-expiry", () => Promise.resolve(expiryFinding(handshake))),
        ]
      : []),
    check("http", async (signal) => {
      answer = await probeHttp(new URL(url.pathname.replace(/\/$/, "") + HEALTH[service], url), {
        signal,
        lookup,
        ...ca,
      });
      return entryFinding(answer);
    }),
    check("service-health", () => Promise.resolve(healthFinding(service, answer))),
    check("clock", () => Promise.resolve(clockFinding(answer))),
  ];
}

function broken(id: EntryCheckId, evidence: string): CheckFinding {
  return { status: "failed", evidence, remedy: entryRemedy(id) };
}

function resolveHost(host: string, lookup: LookupFunction): Promise<string[]> {
  return new Promise((resolve) => {
    lookup(host, { all: true }, (error, found) => {
      if (error !== null) resolve([]);
      else resolve(typeof found === "string" ? [found] : found.map(({ address }) => address));
    });
  });
}

const CHAIN_FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "has run out",
  CERT_NOT_YET_VALID: "is not valid yet",
  DEPTH_ZERO_SELF_SIGNED_CERT: "is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "comes from an authority that is not known here",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "comes from an authority that is not known here",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "comes from an authority that is not known here, or the intermediate certificate is missing",
};

function certificateFinding(host: string, handshake: Handshake): CheckFinding {
  const { certificate, chainFault, namesHost, protocol } = handshake;
  const issuer = distinguished(certificate.issuer);
  const end = day(certificate.validToDate);
  if (chainFault !== undefined) {
    const what = CHAIN_FAULTS[chainFault] ?? `is not trusted (${chainFault})`;
    return broken("tls", `The certificate of ${host} ${what}: issued by ${issuer}, until ${end}.`);
  }
  if (!namesHost) {
    const names = certificate.subjectAltName ?? distinguished(certificate.subject);
    return broken("tls", `The certificate is not made for ${host}, but for ${names}.`);
  }
  return { status: "ok", evidence: `${protocol}, issued by ${issuer}, until ${end}.` };
}

function expiryFinding(handshake: Handshake | undefined): CheckFinding {
  if (handshake === undefined) return { status: "not-done", evidence: "No certificate was seen." };
  const end = handshake.certificate.validToDate;
  const days = Math.floor((end.getTime() - Date.now()) / DAY);
  const evidence = `It ends on ${day(end)}, in ${counted(days, "day")}.`;
  return days < RENEWAL_DAYS
    ? { status: "warning", evidence, remedy: entryRemedy("certificate-expiry") }
    : { status: "ok", evidence };
}

/** Whether the answer comes from the service, rather than from what stands before it. */
function entryFinding({ status, headers }: ProbeAnswer): CheckFinding {
  const server = typeof headers.server === "string" ? ` (server: ${headers.server})` : "";
  if ([502, 503, 504].includes(status)) {
    return broken("http", `The entry answers ${status}${server}: it does not reach the service.`);
  }
  if (status === 404) {
    return broken("http", `The entry answers 404${server}: it does not know the host or the path.`);
  }
  return { status: "ok", evidence: `Answers ${status}${server}.` };
}

function healthFinding(service: PublicService, answer: ProbeAnswer | undefined): CheckFinding {
  if (answer === undefined) return { status: "not-done", evidence: "There was no answer." };
  const path = HEALTH[service];
  if (answer.status === 200) return { status: "ok", evidence: `${path} answers 200.` };
  const words = answer.body.replaceAll(/\s+/g, " ").trim().slice(0, 160);
  return broken(
    "service-health",
    `${path} answers ${answer.status}${words === "" ? "" : `: ${words}`}.`,
  );
}

function clockFinding(answer: ProbeAnswer | undefined): CheckFinding {
  const date = Date.parse(answer?.headers.date ?? "");
  if (Number.isNaN(date)) return { status: "not-done", evidence: "The answer carries no time." };
  const seconds = Math.round(Math.abs(Date.now() - date) / 1000);
  const evidence = `The server's clock differs from this one by ${counted(seconds, "second")}.`;
  if (seconds > 300) return broken("clock", evidence);
  return seconds > 30
    ? { status: "warning", evidence, remedy: entryRemedy("clock") }
    : { status: "ok", evidence };
}

function distinguished(name: string): string {
  return name.replaceAll("\n", ", ");
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
