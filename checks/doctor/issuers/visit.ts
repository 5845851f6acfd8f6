import { lookupWith } from "../../network/lookup";
import type { DiscoveryDocument, DiscoveryOptions } from "../../oidc/discovery";
import type { DoctorTarget } from "../target";

/** A look at an issuer; each check finds what those before it have read. */
export interface IssuerVisit {
  readonly issuer: string;
  readonly options: Omit<DiscoveryOptions, "signal">;
  /** What the issuer says of itself, once it has been read. */
  document?: DiscoveryDocument;
}

/** One of the OAuth clients, at the issuer that has to know it. */
export interface ClientVisit {
  readonly at: IssuerVisit;
  readonly id: string;
}

/** A look at one of the issuers of a control plane. */
export function visitIssuer({ addresses, ca }: DoctorTarget, issuer: string): IssuerVisit {
  return { issuer, options: { lookup: lookupWith(addresses), ca } };
}
