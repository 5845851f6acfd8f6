import type { Input } from "@pulumi/pulumi";
import type { IngressTlsArgs } from "./ingress";

/** The public entry. */
export interface IngressSettingsArgs {
  /**
   * Make Ingress objects.
   * @default true
   */
  enabled?: boolean;
  /** Ingress class. Absent: the cluster's default class. */
  className?: Input<string>;
  /** Annotations of every Ingress. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /**
   * Wait until the load balancer has an address.
   * @default true
   */
  waitForLoadBalancer?: boolean;
  /** Certificates. */
  tls?: IngressTlsArgs;
}
