// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";
import type { ExternalDnsArgs } from "./ingress";

/** The public entry through routes of an existing Gateway. */
export interface GatewaySettingsArgs extends GatewayCommonArgs {
  /** Name of the existing Gateway. */
  name: Input<string>;
  /**
   * Namespace of the Gateway.
   * @default the control plane's
   */
  namespace?: Input<string>;
  /** Settings of individual services. */
  services?: GatewayServicesArgs;
}

/** Settings of all routes. */
export interface GatewayCommonArgs {
  /**
   * Listener of the Gateway, by name.
   * @default every listener that accepts the host
   */
  sectionName?: Input<string>;
  /**
   * Port of the Gateway's listeners.
   * @default any
   */
  port?: Input<number>;
  /**
   * Listener for plain HTTP, whose requests are redirected to HTTPS.
   * @default none
   */
  redirectSectionName?: Input<string>;
  /** Annotations of every route. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Additional labels of every route. */
  labels?: Input<{ [key: string]: Input<string> }>;
  /**
   * Annotations for external-dns, which reads `target` only from the Gateway.
   * @default no annotations
   * @see https://kubernetes-sigs.github.io/external-dns/
   */
  externalDns?: ExternalDnsArgs;
  /**
   * Read the Gateway first, so that the preview fails if it doesn't exist.
   * @default true
   */
  mustExist?: boolean;
  /**
   * Wait until the Gateway has accepted the routes and the certificates are issued.
   * @default true
   */
  waitForAcceptance?: boolean;
  /**
   * Certificates for the Gateway's listeners.
   * @default the listeners have their own
   */
  tls?: GatewayTlsArgs;
}

/** Certificates for the listeners of a Gateway. */
export interface GatewayTlsArgs {
  /**
   * Where the certificates of the Gateway's listeners come from: the listeners have their own, or
   * TLS terminates in front of the Gateway (`listener`), a Certificate that cert-manager fills
   * (`cert-manager`), or this program (`self-signed`, test environments only).
   */
  mode: string;
  /** Name of cert-manager's issuer; required with `cert-manager`. */
  issuer?: Input<string>;
  /**
   * Kind of cert-manager's issuer. `ClusterIssuer` or `Issuer`.
   * @default "ClusterIssuer"
   */
  issuerKind?: Input<string>;
  /**
   * Name of the Secret with the certificate and its key, in the control plane's namespace. The
   * listener must refer to it.
   * @default `formance-gateway-tls`
   */
  secretName?: Input<string>;
}

/** Settings of individual routes. */
export interface GatewayServicesArgs {
  /** Route of Dex. */
  dex?: GatewayServiceArgs;
  /** Route of Membership. */
  membership?: GatewayServiceArgs;
  /** Route of Console. */
  console?: GatewayServiceArgs;
  /** Route of Portal. */
  portal?: GatewayServiceArgs;
  /** Route of Membership's gRPC port, for agents in other clusters: a GRPCRoute. */
  grpc?: GatewayServiceArgs;
}

/** The route of one service. */
export interface GatewayServiceArgs extends GatewayOverrideArgs {
  /**
   * Create this route.
   * @default true for dex, membership, console, portal; false for grpc
   */
  enabled?: boolean;
}

/** Differences of one route. */
export interface GatewayOverrideArgs {
  /**
   * Listener of the Gateway, by name.
   * @default `gateway.sectionName`
   */
  sectionName?: Input<string>;
  /** Additional annotations, which take precedence over those of every route. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Additional labels, which take precedence over those of every route. */
  labels?: Input<{ [key: string]: Input<string> }>;
}
