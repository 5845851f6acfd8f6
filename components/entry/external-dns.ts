import * as pulumi from "@pulumi/pulumi";
import type { ExternalDnsArgs } from "../args/ingress";
import { optional } from "../optional";

const prefix = "external-dns.alpha.kubernetes.io";

/** The annotations that external-dns reads; none without its settings. */
export function externalDnsAnnotations(
  dns: ExternalDnsArgs | undefined,
  host: pulumi.Input<string>,
): Record<string, pulumi.Input<string>> {
  if (dns === undefined) return {};
  // It only heeds objects whose controller is itself.
  if (dns.publish === false) return { [`${prefix}/controller`]: "none" };
  return {
    [`${prefix}/hostname`]: host,
    ...optional(
      `${prefix}/ttl`,
      dns.ttl === undefined ? undefined : pulumi.interpolate`${dns.ttl}`,
    ),
    ...optional(`${prefix}/target`, dns.target),
  };
}
