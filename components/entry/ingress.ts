import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { secretGenerationsDefaults } from "../../facts/defaults";
import type { IngressCommonArgs, IngressOverrideArgs, IngressTlsArgs } from "../args/ingress";
import { externalDnsAnnotations } from "./external-dns";
import { adoptionAnnotation } from "../kubernetes/adoption";
import { createHashKey, createSecret } from "../kubernetes/content-objects";
import { labels } from "../kubernetes/labels";
import { mergeAnnotations, mergeTexts } from "../kubernetes/texts";
import { createCertificate } from "./self-signed";

/** One service behind the public entry. */
export interface IngressRouteArgs extends IngressOverrideArgs {
  /** Short name of the route; part of the Ingress's name. */
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
  /** Name of the Service's port. @default "http" */
  servicePort?: pulumi.Input<string>;
  /**
   * Name of an existing Ingress to take over. The Kubernetes provider allows this only with
   * `upsertExistingObjects`.
   * @default none: an Ingress with its own name is created
   */
  adopted?: string;
}

/** Arguments of {@link Ingress}. */
export interface IngressArgs extends IngressCommonArgs {
  /** Kubernetes namespace. */
  namespace: pulumi.Input<string>;
  /** The services to publish. */
  routes: IngressRouteArgs[];
  /**
   * Generation of the self-signed keys; a higher number generates new ones.
   * @default 1
   */
  tlsGeneration?: number;
  /** Value of the label `app.kubernetes.io/instance`. @default the component's name */
  instance?: string;
}

/**
 * The public entry: one Ingress for each service, so that you can change or move each one
 * separately.
 *
 * Creates: an Ingress for each route; with self-signed certificates, also an authority, one
 * certificate for all hosts, and a Secret with it.
 */
export class Ingress extends pulumi.ComponentResource {
  /** PEM of the self-signed authority, for clients to trust; empty in the other modes. */
  public readonly caCertificate: pulumi.Output<string>;

  constructor(name: string, args: IngressArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:Ingress", name, {}, opts);
    checkArguments(this, "Ingress", name, args);
    const identity = { instance: args.instance ?? name, service: "ingress" };
    const selfSigned = args.tls?.mode === "self-signed" ? certificate(this, name, args) : undefined;
    this.caCertificate = selfSigned?.caPem ?? pulumi.output("");

    for (const route of args.routes) {
      const tlsSecret = selfSigned?.secretName ?? secretOf(name, route, args.tls);
      const className = route.className ?? args.className;
      new k8s.networking.v1.Ingress(
        `${name}-${route.name}`,
        {
          metadata: {
            name: route.adopted ?? `${name}-${route.name}`,
            namespace: args.namespace,
            labels: mergeTexts(args.labels, route.labels, labels(identity, route.name)),
            annotations: annotations(args, route),
          },
          spec: {
            ingressClassName: className,
            rules: [{ host: route.host, http: { paths: [backend(route)] } }],
            tls:
              tlsSecret === undefined
                ? undefined
                : [{ hosts: [route.host], secretName: tlsSecret }],
          },
        },
        { parent: this },
      );
    }
    this.registerOutputs({ caCertificate: this.caCertificate });
  }
}

function backend(route: IngressRouteArgs) {
  return {
    path: route.path ?? "/",
    pathType: "Prefix",
    backend: {
      service: { name: route.serviceName, port: { name: route.servicePort ?? "http" } },
    },
  };
}

function annotations(
  args: IngressArgs,
  route: IngressRouteArgs,
): pulumi.Output<Record<string, string>> {
  const own: Record<string, pulumi.Input<string>> = {};
  if (args.tls?.mode === "cert-manager" && args.tls.issuer !== undefined) {
    const kind = args.tls.issuerKind === "Issuer" ? "issuer" : "cluster-issuer";
    own[`cert-manager.io/${kind}`] = args.tls.issuer;
  }
  if (route.adopted !== undefined) Object.assign(own, adoptionAnnotation);
  if (args.waitForLoadBalancer === false) own["pulumi.com/skipAwait"] = "true";
  return mergeAnnotations(
    own,
    externalDnsAnnotations(args.externalDns, route.host),
    args.annotations,
    route.annotations,
  );
}

/** cert-manager fills a Secret for each Ingress; an existing Secret serves all or one. */
function secretOf(
  name: string,
  route: IngressRouteArgs,
  tls: IngressTlsArgs | undefined,
): pulumi.Input<string> | undefined {
  if (tls?.mode === "cert-manager") return route.secretName ?? `${name}-${route.name}-tls`;
  return tls?.mode === "existing" ? (route.secretName ?? tls.secretName) : undefined;
}

function certificate(parent: Ingress, name: string, args: IngressArgs) {
  const made = createCertificate(parent, name, {
    hosts: args.routes.map((route) => route.host),
    generation: args.tlsGeneration ?? secretGenerationsDefaults.selfSigned,
  });
  const secret = createSecret(parent, `${name}-tls`, {
    identity: { instance: args.instance ?? name, service: "ingress" },
    namespace: args.namespace,
    hashKey: createHashKey(parent, name),
    type: "kubernetes.io/tls",
    data: { "tls.crt": made.certificatePem, "tls.key": made.privateKeyPem, "ca.crt": made.caPem },
  });
  return { caPem: made.caPem, secretName: secret.metadata.name };
}
