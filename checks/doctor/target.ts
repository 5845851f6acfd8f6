import type { Service } from "../../facts/services";

/** The public side of a control plane, which the doctor walks along. */
export interface DoctorTarget {
  /** The addresses, without a slash at the end. */
  readonly services: readonly { readonly name: Service; readonly url: string }[];
  /** The issuer that Membership presents to its clients. */
  readonly membershipIssuer: string;
  /** The issuer that users log in at: Dex, or an own provider. */
  readonly loginIssuer: string;
  /** The OAuth clients of the services at Membership. */
  readonly clients: readonly {
    readonly service: Service;
    readonly id: string;
    readonly redirectUri: string;
  }[];
  /** The id of fctl's client; absent where it is switched off. */
  readonly fctl?: string;
  /** The client secrets of the applications, by service; for a whole login. */
  readonly clientSecrets?: Readonly<Partial<Record<Service, string>>>;
  /** A test user, who logs in at the first of the clients. */
  readonly login?: { readonly email: string; readonly password: string };
  /** An authority that is trusted besides the known ones, PEM. */
  readonly ca?: string;
  /** Addresses that replace DNS, by host: before the records are made. */
  readonly addresses: Readonly<Record<string, string>>;
}
