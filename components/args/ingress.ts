import type { Input } from "@pulumi/pulumi";
import type { ExternalDnsArgs } from "../entry/external-dns";
import type { IngressTlsArgs } from "../entry/ingress";

/** The Ingress of one service. */
export interface IngressServiceArgs {
  /**
   * Make this Ingress.
   * @default true; false for the gRPC port
   */
  enabled?: boolean;
  /**
   * Ingress class.
   * @default the class of all
   */
  className?: Input<string>;
  /** Annotations beside those of all; they win. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Labels beside those of all; they win. */
  labels?: Input<{ [key: string]: Input<string> }>;
  /**
   * Name of the TLS Secret of this host.
   * @default with `existing` the Secret of all, with `cert-manager` `<Ingress>-tls`
   */
  secretName?: Input<string>;
}

/** The Ingresses one by one. */
export interface IngressServicesArgs {
  /** Dex. */
  dex?: IngressServiceArgs;
  /** Membership. */
  membership?: IngressServiceArgs;
  /** Console. */
  console?: IngressServiceArgs;
  /** Portal. */
  portal?: IngressServiceArgs;
  /** Membership's gRPC port, for agents in other clusters. */
  grpc?: IngressServiceArgs;
}

/** The public entry by Ingress objects. */
export interface IngressSettingsArgs {
  /**
   * Make Ingress objects.
   * @default true, unless there is a Gateway or a target group
   */
  enabled?: boolean;
  /** Ingress class. Absent: the cluster's default class. */
  className?: Input<string>;
  /** Annotations of every Ingress. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Labels of every Ingress, beside the program's own. */
  labels?: Input<{ [key: string]: Input<string> }>;
  /** What external-dns is told. Absent: nothing. */
  externalDns?: ExternalDnsArgs;
  /**
   * Wait until the load balancer has an address.
   * @default true
   */
  waitForLoadBalancer?: boolean;
  /** Certificates. */
  tls?: IngressTlsArgs;
  /** What differs from service to service. */
  services?: IngressServicesArgs;
}
