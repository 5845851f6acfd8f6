import { publicNames } from "../../facts/public-addresses";
import { isPublished, usesIngress } from "../../facts/public-entry";
import type { Rule, RuleContext } from "./context";
import { absence, checkTlsFields, reportAbsent } from "./entry";

/** Certificates come from one source, with all settings that it needs. */
export const ingressRule: Rule = (context) => {
  reportAbsent(context, "ingress", "services");
  if (!context.has("ingress", "tls")) {
    if (usesIngress(context.settings) && context.production && context.isSound("ingress", "tls")) {
      context.report(
        ["ingress", "tls"],
        "is missing. Set where certificates come from: mode cert-manager with an issuer, existing with a secretName, or none if TLS terminates in front of the Ingress.",
      );
    }
    return;
  }
  const mode = context.config.ingress?.tls?.mode;
  if (mode === undefined) return;
  if (mode === "self-signed" && context.production) {
    context.report(
      ["ingress", "tls", "mode"],
      "is self-signed, which is for test environments only. Use cert-manager, existing, or none if TLS terminates in front of the Ingress.",
    );
  }
  switch (mode) {
    case "cert-manager":
      checkTlsFields(context, "ingress", mode, { needs: ["issuer"], takes: ["issuerKind"] });
      break;
    case "existing":
      checkTlsFields(
        context,
        "ingress",
        mode,
        eachHasSecret(context)
          ? { needs: [], takes: ["secretName"] }
          : { needs: ["secretName"], takes: [] },
      );
      break;
    default:
      checkTlsFields(context, "ingress", mode, { needs: [], takes: [] });
      reportOwnSecrets(context, mode);
  }
};

/** Whether every Ingress names its own Secret. */
function eachHasSecret(context: RuleContext): boolean {
  const { services = {} } = context.config.ingress ?? {};
  return publicNames
    .filter((name) => absence(context, name) === undefined)
    .filter((name) => isPublished(services, name))
    .every((name) => context.has("ingress", "services", name, "secretName"));
}

function reportOwnSecrets(context: RuleContext, mode: string): void {
  for (const name of publicNames) {
    const path = ["ingress", "services", name, "secretName"];
    if (!context.has(...path)) continue;
    context.report(path, `has no effect with the mode ${mode}. Remove it, or change the mode.`);
  }
}
