import type { LookupFunction } from "node:net";

import type { ProbeAnswer } from "../../network/http-probe";
import { lookupWith } from "../../network/lookup";
import type { Handshake } from "../../network/tls-handshake";
import type { DoctorTarget, PublicService } from "../target";

/** The way to a public address; each check finds what those before it have seen. */
export interface EntryVisit {
  readonly service: PublicService;
  readonly url: URL;
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  readonly lookup: LookupFunction;
  readonly ca?: string | undefined;
  /** What the server showed, once it has. */
  handshake?: Handshake;
  /** The answer to a request for the service's health, once there is one. */
  answer?: ProbeAnswer;
}

/** The way to a service's public address. */
export function visit(
  { addresses, ca }: DoctorTarget,
  service: PublicService,
  url: URL,
): EntryVisit {
  const secure = url.protocol === "https:";
  return {
    service,
    url,
    secure,
    host: url.hostname,
    port: Number(url.port || (secure ? 443 : 80)),
    lookup: lookupWith(addresses),
    ca,
  };
}

/** Where each service tells of its health, below its public URL. */
export const healthPaths: Readonly<Record<PublicService, string>> = {
  dex: "/healthz",
  // Its /_healthcheck is for the cluster alone: the entry passes on what is below the issuer.
  membership: "/_info",
  console: "/_info",
  portal: "/_info",
};
