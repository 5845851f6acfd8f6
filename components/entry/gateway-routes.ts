import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { gatewayCommonDefaults, secretGenerationsDefaults } from "../../facts/defaults";
import type { GatewayCommonArgs, GatewayOverrideArgs } from "../args/gateway";
import { externalDnsAnnotations } from "./external-dns";
import { createGatewayCertificate } from "./gateway-certificate";
import { awaitAnnotation } from "../kubernetes/await";
import { operatorLimit } from "../kubernetes/operator-wait";
import { labels, type Identity } from "../kubernetes/labels";
import { distinctTexts, mergeAnnotations, mergeTexts } from "../kubernetes/texts";

/** One service behind a Gateway. */
export interface GatewayRouteArgs extends GatewayOverrideArgs {
  /** Short name of the route; part of the object's name. */
  name: string;
  /** Host name. */
  host: pulumi.Input<string>;
  /**
   * Path prefix, passed on unchanged.
   * @default "/"
   */
  path?: pulumi.Input<string>;
  /** Name of the Service. */
  serviceName: pulumi.Input<string>;
  /** Number of the Service's port. */
  servicePort: pulumi.Input<number>;
  /**
   * Create a GRPCRoute, which takes the whole host, instead of an HTTPRoute.
   * @default false
   */
  grpc?: boolean;
}

/** Arguments of {@link GatewayRoutes}. */
export interface GatewayRoutesArgs extends GatewayCommonArgs {
  /** Kubernetes namespace of the routes. */
  namespace: pulumi.Input<string>;
  /** The services to publish. */
  routes: GatewayRouteArgs[];
  /** Name of the existing Gateway. */
  gatewayName: pulumi.Input<string>;
  /**
   * Namespace of the Gateway.
   * @default the routes' own
   */
  gatewayNamespace?: pulumi.Input<string>;
  /**
   * Generation of the self-signed keys; a higher number generates new ones.
   * @default 1
   */
  tlsGeneration?: number;
  /** Value of the label `app.kubernetes.io/instance`. @default the component's name */
  instance?: string;
}

const group = "gateway.networking.k8s.io";

/**
 * The public entry through an existing Gateway (Gateway API): one route for each service, so that
 * you can change or move each one separately.
 *
 * Creates: an `HTTPRoute` (for gRPC, a `GRPCRoute`) for each route; with `redirectSectionName`, one
 * that redirects plain HTTP to HTTPS; with `tls`, a cert-manager `Certificate`, or a Secret with a
 * certificate from its own authority, and a `ReferenceGrant` for a Gateway in another namespace.
 * Reads the Gateway.
 */
export class GatewayRoutes extends pulumi.ComponentResource {
  /** PEM of the self-signed authority, for clients to trust; empty in the other modes. */
  public readonly caCertificate: pulumi.Output<string>;

  constructor(name: string, args: GatewayRoutesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:GatewayRoutes", name, {}, opts);
    checkArguments(this, "GatewayRoutes", name, args);
    const identity = { instance: args.instance ?? name, service: "gateway" };
    const hosts = args.routes.map((route) => route.host);
    const gateway = args.mustExist === false ? undefined : readGateway(this, name, args);
    const dependsOn = gateway === undefined ? [] : [gateway];

    const context = { name, identity, args, options: { parent: this, dependsOn } };
    for (const route of args.routes) createRoute(context, route);
    if (args.redirectSectionName !== undefined) createRedirect(context, hosts);
    const { tls } = args;
    this.caCertificate =
      tls === undefined || tls.mode === "listener"
        ? pulumi.output("")
        : createGatewayCertificate(this, name, {
            identity,
            namespace: args.namespace,
            gatewayNamespace: args.gatewayNamespace,
            tls,
            hosts,
            wait: args.waitForAcceptance ?? gatewayCommonDefaults.waitForAcceptance,
            generation: args.tlsGeneration ?? secretGenerationsDefaults.selfSigned,
          });
    this.registerOutputs({ caCertificate: this.caCertificate });
  }
}

/** The Gateway itself, which fails the preview where it isn't there. */
function readGateway(parent: GatewayRoutes, name: string, args: GatewayRoutesArgs) {
  const namespace = args.gatewayNamespace ?? args.namespace;
  return k8s.apiextensions.CustomResource.get(`${name}-parent`, {
    apiVersion: `${group}/v1`,
    kind: "Gateway",
    id: pulumi.interpolate`${namespace}/${args.gatewayName}`,
    parent,
  });
}

/** What the routes of one component have in common. */
interface RouteContext {
  readonly name: string;
  readonly identity: Identity;
  readonly args: GatewayRoutesArgs;
  readonly options: pulumi.CustomResourceOptions;
}

function createRoute(
  { name, identity, args, options }: RouteContext,
  route: GatewayRouteArgs,
): void {
  const backendRefs = [{ name: route.serviceName, port: route.servicePort }];
  const prefix = { path: { type: "PathPrefix", value: route.path ?? "/" } };
  new k8s.apiextensions.CustomResource(
    `${name}-${route.name}`,
    {
      apiVersion: `${group}/v1`,
      kind: route.grpc === true ? "GRPCRoute" : "HTTPRoute",
      metadata: {
        name: `${name}-${route.name}`,
        namespace: args.namespace,
        labels: mergeTexts(args.labels, route.labels, labels(identity, route.name)),
        annotations: mergeAnnotations(
          acceptance(args),
          externalDnsAnnotations(args.externalDns, route.host),
          args.annotations,
          route.annotations,
        ),
      },
      spec: {
        parentRefs: [parentRef(args, route.sectionName ?? args.sectionName)],
        hostnames: [route.host],
        rules: [route.grpc === true ? { backendRefs } : { matches: [prefix], backendRefs }],
      },
    },
    { ...options, ...operatorLimit(isAwaited(args)) },
  );
}

function createRedirect(
  { name, identity, args, options }: RouteContext,
  hostnames: pulumi.Input<string>[],
): void {
  const toHttps = {
    type: "RequestRedirect",
    requestRedirect: { scheme: "https", statusCode: 301 },
  };
  new k8s.apiextensions.CustomResource(
    `${name}-redirect`,
    {
      apiVersion: `${group}/v1`,
      kind: "HTTPRoute",
      metadata: {
        name: `${name}-redirect`,
        namespace: args.namespace,
        labels: mergeTexts(args.labels, labels(identity, "redirect")),
        annotations: mergeAnnotations(acceptance(args), args.annotations),
      },
      spec: {
        parentRefs: [parentRef({ ...args, port: undefined }, args.redirectSectionName)],
        hostnames: distinctTexts(hostnames),
        rules: [{ filters: [toHttps] }],
      },
    },
    { ...options, ...operatorLimit(isAwaited(args)) },
  );
}

function parentRef(
  args: Pick<GatewayRoutesArgs, "gatewayName" | "gatewayNamespace" | "port">,
  sectionName: pulumi.Input<string> | undefined,
) {
  return {
    group,
    kind: "Gateway",
    name: args.gatewayName,
    namespace: args.gatewayNamespace,
    sectionName,
    port: args.port,
  };
}

/** Holds once the Gateway's controller has taken the route and found its Service. */
function acceptance(args: GatewayRoutesArgs): Record<string, string> {
  const conditions = ["Accepted", "ResolvedRefs"].map(
    (type) => `jsonpath={.status.parents[0].conditions[?match(@.type, '${type}')].status}=True`,
  );
  return awaitAnnotation(isAwaited(args), ...conditions);
}

function isAwaited({ waitForAcceptance }: GatewayRoutesArgs): boolean {
  return waitForAcceptance ?? gatewayCommonDefaults.waitForAcceptance;
}
