import type { Input } from "@pulumi/pulumi";
import type { ExternalDnsArgs } from "../entry/external-dns";
import type { GatewayTlsArgs } from "../entry/gateway-certificate";

/** The route of one service. */
export interface GatewayServiceArgs {
  /**
   * Make this route.
   * @default true; false for the gRPC port
   */
  enabled?: boolean;
  /**
   * Listener of the Gateway.
   * @default the listener of all
   */
  sectionName?: Input<string>;
  /** Annotations beside those of all; they win. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Labels beside those of all; they win. */
  labels?: Input<{ [key: string]: Input<string> }>;
}

/** The routes one by one. */
export interface GatewayServicesArgs {
  /** Dex. */
  dex?: GatewayServiceArgs;
  /** Membership. */
  membership?: GatewayServiceArgs;
  /** Console. */
  console?: GatewayServiceArgs;
  /** Portal. */
  portal?: GatewayServiceArgs;
  /** Membership's gRPC port, for agents in other clusters: a GRPCRoute. */
  grpc?: GatewayServiceArgs;
}

/** The public entry by routes of an existing Gateway. */
export interface GatewaySettingsArgs {
  /** Name of the Gateway. */
  name: Input<string>;
  /**
   * Namespace of the Gateway.
   * @default the control plane's
   */
  namespace?: Input<string>;
  /** Listener of the Gateway. Absent: every listener that takes the host. */
  sectionName?: Input<string>;
  /** Port of the Gateway's listeners. Absent: any. */
  port?: Input<number>;
  /** Listener for plain HTTP, whose requests are sent on to https. Absent: none is. */
  redirectSectionName?: Input<string>;
  /** Annotations of every route. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Labels of every route, beside the program's own. */
  labels?: Input<{ [key: string]: Input<string> }>;
  /** What external-dns is told. Absent: nothing. The Gateway's own annotation holds the target. */
  externalDns?: ExternalDnsArgs;
  /**
   * Read the Gateway first, so that a preview already fails where it isn't there.
   * @default true
   */
  mustExist?: boolean;
  /**
   * Wait until the Gateway has accepted the routes, and certificates are issued.
   * @default true
   */
  waitForAcceptance?: boolean;
  /** Certificates for the Gateway's listeners. Absent: the listeners have theirs. */
  tls?: GatewayTlsArgs;
  /** What differs from service to service. */
  services?: GatewayServicesArgs;
}
