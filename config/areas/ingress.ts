import * as z from "zod";
import { perPublicName, type PublicName } from "../../facts/public-addresses";
import { count, hostName, objectName, secretObject } from "../fields";
import { annotations, labels } from "../kubernetes-form";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";

const object = objectsIn("ingress");

export const issuerKinds = ["ClusterIssuer", "Issuer"] as const;

const tls = object("IngressTlsArgs", "Certificates of the public entry.", {
  mode: required(
    z.enum(["cert-manager", "existing", "self-signed", "none"]),
    "Where the certificates come from: cert-manager, an existing Secret (`existing`), or this program (`self-signed`, test environments only). With `none`, TLS terminates in front of the Ingress.",
    { plain: true },
  ),
  issuer: optional(objectName(), "Name of cert-manager's issuer; required with `cert-manager`."),
  issuerKind: optional(z.enum(issuerKinds), "Kind of cert-manager's issuer.", {
    default: "ClusterIssuer",
    plain: true,
  }),
  secretName: optional(
    secretObject("tls"),
    "Name of the Secret with the certificate and key for every host; required with `existing`, unless each service has its own.",
  ),
});

/** Annotations for external-dns. */
export const externalDns = () =>
  object("ExternalDnsArgs", "Annotations for external-dns.", {
    publish: optional(
      z.boolean(),
      "Publish the hosts. `false` makes external-dns ignore the objects, for example during a cutover.",
      { default: true, plain: true },
    ),
    ttl: optional(count(), "Time to live of the records, in seconds.", {
      defaultText: "external-dns' own",
    }),
    target: optional(hostName(), "Host name that the records point to.", {
      defaultText: "the address of the load balancer",
    }),
  });

const override = object("IngressOverrideArgs", "Differences of one Ingress.", {
  className: optional(objectName(), "Ingress class.", { defaultText: "`ingress.className`" }),
  annotations: optional(
    annotations(),
    "Additional annotations, which take precedence over those of every Ingress.",
  ),
  labels: optional(
    labels(),
    "Additional labels, which take precedence over those of every Ingress.",
  ),
  secretName: optional(
    secretObject("tls"),
    "Name of the Secret with the certificate of this host.",
    {
      defaultText: "depends on `ingress.tls.mode`",
    },
  ),
});

const service = (name: PublicName, title: string) =>
  optional(
    object("IngressServiceArgs", "The Ingress of one service.", {
      enabled: optional(z.boolean(), "Create this Ingress.", {
        default: name !== "grpc",
        plain: true,
      }),
      ...override.shape,
    }),
    `Ingress of ${title}.`,
  );

const common = object("IngressCommonArgs", "Settings of all Ingresses.", {
  className: optional(objectName(), "Ingress class.", {
    defaultText: "the cluster's default class",
  }),
  annotations: optional(annotations(), "Annotations of every Ingress."),
  labels: optional(labels(), "Additional labels of every Ingress."),
  externalDns: optional(externalDns(), "Annotations for external-dns.", {
    defaultText: "no annotations",
    see: "https://kubernetes-sigs.github.io/external-dns/",
  }),
  waitForLoadBalancer: optional(z.boolean(), "Wait until the load balancer has an address.", {
    default: true,
    plain: true,
  }),
  tls: optional(tls, "Certificates; required in production while Ingresses are created."),
});

/** The public entry by Ingresses. */
export const ingress = object("IngressSettingsArgs", "The public entry through Ingresses.", {
  enabled: optional(
    z.boolean(),
    "Create Ingress objects. `true` in addition to `gateway` keeps both during a cutover.",
    { defaultText: "`true`, unless `gateway` or `targetGroupBindings` is set", plain: true },
  ),
  ...common.shape,
  services: optional(
    object("IngressServicesArgs", "Settings of individual Ingresses.", perPublicName(service)),
    "Settings of individual services.",
  ),
});
