import * as pulumi from "@pulumi/pulumi";
import type { AddressArgs } from "../args/shared";

/** The public address of a service, resolved. */
export interface Address {
  /** Host name, without scheme and path. */
  readonly host: pulumi.Output<string>;
  /** `<scheme>://<host><path>`, without a slash at the end. */
  readonly url: pulumi.Output<string>;
  /** Path below the host, `/` when there is none. */
  readonly path: pulumi.Output<string>;
}

/** The address of the service, by default `https://<service>.<domain>`. */
export function serviceAddress(
  service: string,
  domain: pulumi.Input<string>,
  address: AddressArgs | undefined,
): Address {
  const host = pulumi.output(address?.host ?? pulumi.interpolate`${service}.${domain}`);
  const path = pulumi.output(address?.path ?? "");
  const scheme = address?.scheme ?? "https";
  return {
    host,
    url: pulumi.interpolate`${scheme}://${host}${path}`,
    path: path.apply((p) => (p === "" ? "/" : p)),
  };
}
