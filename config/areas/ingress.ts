import * as z from "zod";
import { objectName, stringMap } from "../fields";
import { optional, required } from "../notes";

const tls = z.strictObject({
  mode: required(
    z.enum(["cert-manager", "existing", "self-signed", "none"]),
    "Where certificates come from: cert-manager, an existing Secret, made by this program (test environments only), or `none` where TLS ends in front of the Ingress.",
  ),
  issuer: optional(objectName(), "Name of cert-manager's issuer; needed with `cert-manager`."),
  issuerKind: optional(z.enum(["ClusterIssuer", "Issuer"]), "Kind of cert-manager's issuer.", {
    default: "ClusterIssuer",
  }),
  secretName: optional(
    objectName(),
    "Name of the Secret with certificate and key; needed with `existing`.",
  ),
});

/** The public entry. */
export const ingress = z.strictObject({
  enabled: optional(z.boolean(), "Make Ingress objects.", { default: true }),
  className: optional(objectName(), "Ingress class.", {
    defaultText: "the cluster's default class",
  }),
  annotations: optional(stringMap(), "Annotations of every Ingress."),
  waitForLoadBalancer: optional(z.boolean(), "Wait until the load balancer has an address.", {
    default: true,
  }),
  tls: optional(tls, "Certificates; needed in production while the Ingress is on."),
});
