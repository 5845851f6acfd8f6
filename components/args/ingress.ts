// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";

/** The public entry through Ingresses. */
export interface IngressSettingsArgs extends IngressCommonArgs {
  /**
   * Create Ingress objects. `true` in addition to `gateway` keeps both during a cutover.
   * @default `true`, unless `gateway` or `targetGroupBindings` is set
   */
  enabled?: boolean;
  /** Settings of individual services. */
  services?: IngressServicesArgs;
}

/** Settings of all Ingresses. */
export interface IngressCommonArgs {
  /**
   * Ingress class.
   * @default the cluster's default class
   */
  className?: Input<string>;
  /** Annotations of every Ingress. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Additional labels of every Ingress. */
  labels?: Input<{ [key: string]: Input<string> }>;
  /**
   * Annotations for external-dns.
   * @default no annotations
   * @see https://kubernetes-sigs.github.io/external-dns/
   */
  externalDns?: ExternalDnsArgs;
  /**
   * Wait until the load balancer has an address.
   * @default true
   */
  waitForLoadBalancer?: boolean;
  /** Certificates; required in production while Ingresses are created. */
  tls?: IngressTlsArgs;
}

/** Annotations for external-dns. */
export interface ExternalDnsArgs {
  /**
   * Publish the hosts. `false` makes external-dns ignore the objects, for example during a cutover.
   * @default true
   */
  publish?: boolean;
  /**
   * Time to live of the records, in seconds.
   * @default external-dns' own
   */
  ttl?: Input<number>;
  /**
   * Host name that the records point to.
   * @default the address of the load balancer
   */
  target?: Input<string>;
}

/** Certificates of the public entry. */
export interface IngressTlsArgs {
  /**
   * Where the certificates come from: cert-manager, an existing Secret (`existing`), or this
   * program (`self-signed`, test environments only). With `none`, TLS terminates in front of the
   * Ingress. `cert-manager`, `existing`, `self-signed` or `none`.
   */
  mode: string;
  /** Name of cert-manager's issuer; required with `cert-manager`. */
  issuer?: Input<string>;
  /**
   * Kind of cert-manager's issuer. `ClusterIssuer` or `Issuer`.
   * @default "ClusterIssuer"
   */
  issuerKind?: string;
  /**
   * Name of the Secret with the certificate and key for every host; required with `existing`,
   * unless each service has its own.
   */
  secretName?: Input<string>;
}

/** Settings of individual Ingresses. */
export interface IngressServicesArgs {
  /** Ingress of Dex. */
  dex?: IngressServiceArgs;
  /** Ingress of Membership. */
  membership?: IngressServiceArgs;
  /** Ingress of Console. */
  console?: IngressServiceArgs;
  /** Ingress of Portal. */
  portal?: IngressServiceArgs;
  /** Ingress of Membership's gRPC port, for agents in other clusters. */
  grpc?: IngressServiceArgs;
}

/** The Ingress of one service. */
export interface IngressServiceArgs extends IngressOverrideArgs {
  /**
   * Create this Ingress.
   * @default true for dex, membership, console, portal; false for grpc
   */
  enabled?: boolean;
}

/** Differences of one Ingress. */
export interface IngressOverrideArgs {
  /**
   * Ingress class.
   * @default `ingress.className`
   */
  className?: Input<string>;
  /** Additional annotations, which take precedence over those of every Ingress. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Additional labels, which take precedence over those of every Ingress. */
  labels?: Input<{ [key: string]: Input<string> }>;
  /**
   * Name of the Secret with the certificate of this host.
   * @default depends on `ingress.tls.mode`
   */
  secretName?: Input<string>;
}
