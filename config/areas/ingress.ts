import * as z from "zod";
import { count, hostName, objectName, secretObject, stringMap } from "../fields";
import { optional, required } from "../notes";

export const issuerKinds = ["ClusterIssuer", "Issuer"] as const;

const tls = z.strictObject({
  mode: required(
    z.enum(["cert-manager", "existing", "self-signed", "none"]),
    "Where certificates come from: cert-manager, an existing Secret, made by this program (test environments only), or `none` where TLS ends in front of the Ingress.",
  ),
  issuer: optional(objectName(), "Name of cert-manager's issuer; needed with `cert-manager`."),
  issuerKind: optional(z.enum(issuerKinds), "Kind of cert-manager's issuer.", {
    default: "ClusterIssuer",
  }),
  secretName: optional(
    secretObject("tls"),
    "Name of the Secret with certificate and key for every host; needed with `existing`, unless each service has its own.",
  ),
});

/** What external-dns is told of the hosts. */
export const externalDns = () =>
  z.strictObject({
    publish: optional(
      z.boolean(),
      "Publish the hosts; `false` makes external-dns leave the objects alone, such as during a cut-over.",
      { default: true },
    ),
    ttl: optional(count(), "Life of the records, in seconds.", {
      defaultText: "that of external-dns",
    }),
    target: optional(hostName(), "Host name that the records point at.", {
      defaultText: "the address of the load balancer",
    }),
  });

const service = (title: string, enabled: boolean) =>
  optional(
    z.strictObject({
      enabled: optional(z.boolean(), "Make this Ingress.", { default: enabled }),
      className: optional(objectName(), "Ingress class.", { defaultText: "the class of all" }),
      annotations: optional(stringMap(), "Annotations beside those of all; they win."),
      labels: optional(stringMap(), "Labels beside those of all; they win."),
      secretName: optional(secretObject("tls"), "Name of the TLS Secret of this host.", {
        defaultText: "by the mode of `ingress.tls`",
      }),
    }),
    `Ingress of ${title}.`,
  );

/** The public entry by Ingresses. */
export const ingress = z.strictObject({
  enabled: optional(
    z.boolean(),
    "Make Ingress objects. `true` beside `gateway` keeps both during a cut-over.",
    { defaultText: "`true`, unless `gateway` or `targetGroupBindings` is given" },
  ),
  className: optional(objectName(), "Ingress class.", {
    defaultText: "the cluster's default class",
  }),
  annotations: optional(stringMap(), "Annotations of every Ingress."),
  labels: optional(stringMap(), "Labels of every Ingress, beside the program's own."),
  externalDns: optional(externalDns(), "What external-dns is told.", { defaultText: "nothing" }),
  waitForLoadBalancer: optional(z.boolean(), "Wait until the load balancer has an address.", {
    default: true,
  }),
  tls: optional(tls, "Certificates; needed in production while the Ingress is on."),
  services: optional(
    z.strictObject({
      dex: service("Dex", true),
      membership: service("Membership", true),
      console: service("Console", true),
      portal: service("Portal", true),
      grpc: service("Membership's gRPC port, for agents in other clusters", false),
    }),
    "What differs from service to service.",
  ),
});
