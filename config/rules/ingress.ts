import type { Rule } from "./context";

const needs = { "cert-manager": "issuer", existing: "secretName" } as const;
const takes: Readonly<Record<string, readonly string[]>> = {
  "cert-manager": ["issuer", "issuerKind", "secretName"],
  existing: ["secretName"],
  "self-signed": [],
  none: [],
};

/** Certificates come from one place, which is told all that it needs. */
export const ingressRule: Rule = (context) => {
  const { enabled = true, tls } = context.config.ingress ?? {};
  const at = (key: string) => ["ingress", "tls", key];
  if (!context.has("ingress", "tls")) {
    if (enabled && context.production && context.isSound("ingress", "tls")) {
      context.report(
        ["ingress", "tls"],
        "is missing. Say where certificates come from: mode cert-manager with an issuer, existing with a secretName, or none where TLS ends in front of the Ingress.",
      );
    }
    return;
  }
  const mode = tls?.mode;
  if (mode === undefined) return;
  if (mode === "self-signed" && context.production) {
    context.report(
      at("mode"),
      "is self-signed, which is for test environments only. Use cert-manager, existing, or none where TLS ends in front of the Ingress.",
    );
  }
  if (mode === "cert-manager" || mode === "existing") {
    const key = needs[mode];
    if (!context.has(...at(key))) {
      context.report(at(key), `is missing. The mode ${mode} needs it.`);
    }
  }
  for (const key of ["issuer", "issuerKind", "secretName"]) {
    if (takes[mode]?.includes(key) === true || !context.has(...at(key))) continue;
    context.report(at(key), `has no use with the mode ${mode}. Remove it, or change the mode.`);
  }
};
