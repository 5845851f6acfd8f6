import type { LookupFunction } from "node:net";

import type { Service } from "../../../facts/services";
import type { ProbeAnswer } from "../../network/http-probe";
import { lookupWith } from "../../network/lookup";
import type { Handshake } from "../../network/tls-handshake";
import type { DoctorTarget } from "../target";

/** The way to a public address; each check finds what those before it have seen. */
export interface EntryVisit {
  readonly service: Service;
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
export function visit({ addresses, ca }: DoctorTarget, service: Service, url: URL): EntryVisit {
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
