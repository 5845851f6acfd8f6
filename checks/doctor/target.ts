import type { Service } from "../../facts/services";
import type { RemedyNames } from "../remedy-names";

/** Where a control plane is, as the commands of remedies name it. */
export interface ControlPlanePlace {
  readonly stack: string;
  readonly namespace: string;
  /** What the names of its objects begin with. */
  readonly name: string;
  /** The kubeconfig's context, where it is known. */
  readonly context?: string | undefined;
}

/** The names that the place gives to remedies; `service`: whose Deployment is meant. */
export function namesAt(place: ControlPlanePlace, service: Service): RemedyNames {
  const { stack, namespace, name, context } = place;
  return {
    STACK: stack,
    NAMESPACE: namespace,
    DEPLOYMENT: `${name}-${service}`,
    ...(context !== undefined && { CONTEXT: context }),
  };
}

/** The public side of a control plane, which the doctor walks along. */
export interface DoctorTarget {
  readonly place: ControlPlanePlace;
  /** The addresses, without a slash at the end. */
  readonly services: readonly { readonly name: Service; readonly url: string }[];
  /** The issuer that Membership presents to its clients. */
  readonly membershipIssuer: string;
  /** The issuer that users log in at: Dex, or an own provider; none in a sandbox without a login. */
  readonly loginIssuer: string | undefined;
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
