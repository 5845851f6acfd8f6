import * as pulumi from "@pulumi/pulumi";

/** What external-dns is told of an object that has host names. */
export interface ExternalDnsArgs {
  /**
   * Publish the hosts. False: external-dns leaves the object alone, such as during a cut-over.
   * @default true
   */
  publish?: boolean;
  /** Life of the records, in seconds. Absent: external-dns's own. */
  ttl?: pulumi.Input<number>;
  /** Address or name that the records point at. Absent: the address of the load balancer. */
  target?: pulumi.Input<string>;
}

const prefix = "external-dns.alpha.kubernetes.io";

/** The annotations that external-dns reads; none where nothing is said of it. */
export function externalDnsAnnotations(
  dns: ExternalDnsArgs | undefined,
  host: pulumi.Input<string>,
): Record<string, pulumi.Input<string>> {
  if (dns === undefined) return {};
  // It only heeds objects whose controller is itself.
  if (dns.publish === false) return { [`${prefix}/controller`]: "none" };
  return {
    [`${prefix}/hostname`]: host,
    ...(dns.ttl === undefined ? {} : { [`${prefix}/ttl`]: pulumi.interpolate`${dns.ttl}` }),
    ...(dns.target === undefined ? {} : { [`${prefix}/target`]: dns.target }),
  };
}
