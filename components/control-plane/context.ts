import type { Output } from "@pulumi/pulumi";
import type { PublicName } from "../../facts/public-addresses";
import { releaseName } from "../../facts/release-names";
import type { Service } from "../../facts/services";
import type { AdoptedServiceArgs } from "../kubernetes/adoption";
import type { ControlPlaneArgs } from "../args/control-plane";
import type { Databases } from "./databases";
import type { TrustArgs } from "../args/trust";
import type { ServiceAddress } from "./address-outputs";

/** What the parts of one control plane know of each other. */
export interface ControlPlaneContext {
  readonly name: string;
  readonly args: ControlPlaneArgs;
  readonly namespace: Output<string>;
  readonly addresses: Readonly<Record<PublicName, ServiceAddress>>;
  readonly databases: Databases;
  /** Authorities that the services trust when they call each other by the public addresses. */
  readonly trust: TrustArgs | undefined;
}

/** The Service that a server adopts, if a release is adopted. */
export function adoptedService({ adopt }: ControlPlaneArgs, service: Service): AdoptedServiceArgs {
  return adopt === undefined ? {} : { adoptedService: releaseName(adopt, service) };
}
