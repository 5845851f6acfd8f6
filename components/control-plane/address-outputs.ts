import * as pulumi from "@pulumi/pulumi";
import { perPublicName, publicAddress, type PublicName } from "../../facts/public-addresses";
import type { ControlPlaneArgs } from "../args/control-plane";

/** The public address of a service, resolved. */
export interface ServiceAddress {
  /** Host name, without scheme and path. */
  readonly host: pulumi.Output<string>;
  /** `<scheme>://<host><path>`, without a slash at the end. */
  readonly url: pulumi.Output<string>;
  /** Path below the host, `/` when there is none. */
  readonly path: pulumi.Output<string>;
}

/** The public addresses of a control plane. */
export function publicAddresses(args: ControlPlaneArgs): Record<PublicName, ServiceAddress> {
  return perPublicName((name) => addressOf(args, name));
}

function addressOf(args: ControlPlaneArgs, name: PublicName): ServiceAddress {
  const { scheme, host, path } = publicAddress<pulumi.Input<string>>(args, name);
  return {
    host: pulumi.output(host),
    url: pulumi.interpolate`${scheme}://${host}${path}`,
    path: pulumi.output(path).apply((p) => (p === "" ? "/" : p)),
  };
}
