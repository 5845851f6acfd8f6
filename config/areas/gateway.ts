import * as z from "zod";
import { objectName, port, stringMap, text } from "../fields";
import { optional, required } from "../notes";
import { sectionName } from "../text-formats";
import { externalDns, issuerKinds } from "./ingress";

const tls = z.strictObject({
  mode: required(
    z.enum(["listener", "cert-manager", "self-signed"]),
    "Where the certificates of the Gateway's listeners come from: `listener` (they have theirs, or TLS ends in front of the Gateway), cert-manager (a Certificate is made), or made by this program (test environments only).",
  ),
  issuer: optional(objectName(), "Name of cert-manager's issuer; needed with `cert-manager`."),
  issuerKind: optional(z.enum(issuerKinds), "Kind of cert-manager's issuer.", {
    default: "ClusterIssuer",
  }),
  secretName: optional(
    objectName(),
    "Name of the Secret with certificate and key, in the control plane's namespace. The listener refers to it.",
    { defaultText: "`formance-gateway-tls`" },
  ),
});

const service = (title: string, enabled: boolean) =>
  optional(
    z.strictObject({
      enabled: optional(z.boolean(), "Make this route.", { default: enabled }),
      sectionName: optional(text(sectionName), "Listener of the Gateway.", {
        defaultText: "the listener of all",
      }),
      annotations: optional(stringMap(), "Annotations beside those of all; they win."),
      labels: optional(stringMap(), "Labels beside those of all; they win."),
    }),
    `Route of ${title}.`,
  );

/** The public entry by routes of a Gateway. */
export const gateway = z.strictObject({
  name: required(objectName(), "Name of the existing Gateway."),
  namespace: optional(objectName(), "Namespace of the Gateway.", {
    defaultText: "the control plane's",
  }),
  sectionName: optional(text(sectionName), "Listener of the Gateway.", {
    defaultText: "every listener that takes the host",
  }),
  port: optional(port(), "Port of the Gateway's listeners.", { defaultText: "any" }),
  redirectSectionName: optional(
    text(sectionName),
    "Listener for plain HTTP, whose requests are sent on to https.",
    { defaultText: "none" },
  ),
  annotations: optional(stringMap(), "Annotations of every route."),
  labels: optional(stringMap(), "Labels of every route, beside the program's own."),
  externalDns: optional(
    externalDns(),
    "What external-dns is told; a `target` it reads on the Gateway alone.",
    { defaultText: "nothing" },
  ),
  mustExist: optional(
    z.boolean(),
    "Read the Gateway first, so that a preview already fails where it isn't there.",
    { default: true },
  ),
  waitForAcceptance: optional(
    z.boolean(),
    "Wait until the Gateway has accepted the routes, and certificates are issued.",
    { default: true },
  ),
  tls: optional(tls, "Certificates for the Gateway's listeners.", {
    defaultText: "the listeners have theirs",
  }),
  services: optional(
    z.strictObject({
      dex: service("Dex", true),
      membership: service("Membership", true),
      console: service("Console", true),
      portal: service("Portal", true),
      grpc: service("Membership's gRPC port, for agents in other clusters: a GRPCRoute", false),
    }),
    "What differs from service to service.",
  ),
});
