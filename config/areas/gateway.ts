import * as z from "zod";
import { perPublicName, type PublicName } from "../../facts/public-addresses";
import { objectName, port, text } from "../fields";
import { annotations, labels } from "../kubernetes-form";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { sectionName } from "../text-formats";
import { externalDns, issuerKinds } from "./ingress";

const object = objectsIn("gateway");

const tls = object("GatewayTlsArgs", "Certificates for the listeners of a Gateway.", {
  mode: required(
    z.enum(["listener", "cert-manager", "self-signed"]),
    "Where the certificates of the Gateway's listeners come from: the listeners have their own, or TLS terminates in front of the Gateway (`listener`), a Certificate that cert-manager fills (`cert-manager`), or this program (`self-signed`, test environments only).",
    { plain: true },
  ),
  issuer: optional(objectName(), "Name of cert-manager's issuer; required with `cert-manager`."),
  issuerKind: optional(z.enum(issuerKinds), "Kind of cert-manager's issuer.", {
    default: "ClusterIssuer",
  }),
  secretName: optional(
    objectName(),
    "Name of the Secret with the certificate and its key, in the control plane's namespace. The listener must refer to it.",
    { defaultText: "`formance-gateway-tls`" },
  ),
});

const override = object("GatewayOverrideArgs", "Differences of one route.", {
  sectionName: optional(text(sectionName), "Listener of the Gateway, by name.", {
    defaultText: "`gateway.sectionName`",
  }),
  annotations: optional(
    annotations(),
    "Additional annotations, which take precedence over those of every route.",
  ),
  labels: optional(labels(), "Additional labels, which take precedence over those of every route."),
});

const service = (name: PublicName, title: string) =>
  optional(
    object("GatewayServiceArgs", "The route of one service.", {
      enabled: optional(z.boolean(), "Create this route.", {
        default: name !== "grpc",
        plain: true,
      }),
      ...override.shape,
    }),
    `Route of ${title}${name === "grpc" ? ": a GRPCRoute" : ""}.`,
  );

const common = object("GatewayCommonArgs", "Settings of all routes.", {
  sectionName: optional(text(sectionName), "Listener of the Gateway, by name.", {
    defaultText: "every listener that accepts the host",
  }),
  port: optional(port(), "Port of the Gateway's listeners.", { defaultText: "any" }),
  redirectSectionName: optional(
    text(sectionName),
    "Listener for plain HTTP, whose requests are redirected to HTTPS.",
    { defaultText: "none" },
  ),
  annotations: optional(annotations(), "Annotations of every route."),
  labels: optional(labels(), "Additional labels of every route."),
  externalDns: optional(
    externalDns(),
    "Annotations for external-dns, which reads `target` only from the Gateway.",
    { defaultText: "no annotations", see: "https://kubernetes-sigs.github.io/external-dns/" },
  ),
  mustExist: optional(
    z.boolean(),
    "Read the Gateway first, so that the preview fails if it doesn't exist.",
    { default: true, plain: true },
  ),
  waitForAcceptance: optional(
    z.boolean(),
    "Wait until the Gateway has accepted the routes and the certificates are issued.",
    { default: true, plain: true },
  ),
  tls: optional(tls, "Certificates for the Gateway's listeners.", {
    defaultText: "the listeners have their own",
  }),
});

/** The public entry by Gateway routes. */
export const gateway = object(
  "GatewaySettingsArgs",
  "The public entry through routes of an existing Gateway.",
  {
    name: required(objectName(), "Name of the existing Gateway."),
    namespace: optional(objectName(), "Namespace of the Gateway.", {
      defaultText: "the control plane's",
    }),
    ...common.shape,
    services: optional(
      object("GatewayServicesArgs", "Settings of individual routes.", perPublicName(service)),
      "Settings of individual services.",
    ),
  },
);
