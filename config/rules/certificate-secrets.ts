import { defaults } from "../../facts/defaults";
import { isPublished, usesIngress } from "../../facts/public-entry";
import { publicAddress, publicNames } from "../../facts/public-addresses";
import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";
import { absence } from "./entry";

/** A Secret with a certificate, and the setting that names it. */
interface MadeSecret {
  readonly name: string;
  readonly host: string;
  readonly path: Path;
}

/**
 * cert-manager and the External Secrets operator each write their own Secrets: two writers of one
 * would overwrite each other again and again.
 */
export const certificateSecretsRule: Rule = (context) => {
  const made = new Map<string, MadeSecret>();
  for (const secret of [...ingressSecrets(context), ...gatewaySecrets(context)]) {
    const other = made.get(secret.name);
    if (other === undefined) made.set(secret.name, secret);
    else if (other.host !== secret.host) {
      context.report(
        secret.path,
        `is also the Secret of ${context.name(...other.path)}, so cert-manager would write both certificates into it. Choose another name.`,
      );
    }
  }
  for (const name of Object.keys(context.config.externalSecrets?.secrets ?? {})) {
    const other = made.get(name);
    if (other === undefined) continue;
    context.report(
      ["externalSecrets", "secrets", name],
      `is the Secret into which cert-manager writes the certificate of ${context.name(...other.path)}. Remove it, or use the mode existing.`,
    );
  }
};

function ingressSecrets(context: RuleContext): MadeSecret[] {
  const { ingress, domain = "", hosts, name = defaults.name } = context.config;
  if (!usesIngress(context.settings) || ingress?.tls?.mode !== "cert-manager") return [];
  return publicNames
    .filter((service) => absence(context, service) === undefined)
    .filter((service) => isPublished(ingress.services, service))
    .map((service) => {
      const own = ingress.services?.[service]?.secretName;
      return {
        name: own ?? `${name}-ingress-${service}-tls`,
        host: publicAddress({ domain, hosts }, service).host,
        path:
          own === undefined ? ["ingress", "tls"] : ["ingress", "services", service, "secretName"],
      };
    });
}

function gatewaySecrets(context: RuleContext): MadeSecret[] {
  const { gateway, name = defaults.name } = context.config;
  if (gateway?.tls?.mode !== "cert-manager") return [];
  const own = gateway.tls.secretName;
  return [
    {
      name: own ?? `${name}-gateway-tls`,
      host: "",
      path: own === undefined ? ["gateway", "tls"] : ["gateway", "tls", "secretName"],
    },
  ];
}
