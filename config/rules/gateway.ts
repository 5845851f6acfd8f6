import { publicNames } from "../../facts/public-addresses";
import { isPublished } from "../../facts/public-entry";
import type { Rule, RuleContext } from "./context";
import { absence, checkTlsFields, reportAbsent } from "./entry";

/** Routes attach to listeners, which have certificates or get them from this program. */
export const gatewayRule: Rule = (context) => {
  if (!context.has("gateway")) return;
  reportAbsent(context, "gateway", "services");
  checkRedirect(context);
  if (context.has("gateway", "externalDns", "target")) {
    context.report(
      ["gateway", "externalDns", "target"],
      "has no effect: external-dns reads it only from the Gateway. Annotate the Gateway.",
    );
  }
  const mode = context.config.gateway?.tls?.mode;
  if (mode === undefined) return;
  if (mode === "self-signed" && context.production) {
    context.report(
      ["gateway", "tls", "mode"],
      "is self-signed, which is for test environments only. Use cert-manager, or listener if the listeners have their own certificates.",
    );
  }
  const takes = mode === "cert-manager" ? ["issuerKind", "secretName"] : ["secretName"];
  checkTlsFields(context, "gateway", mode, {
    needs: mode === "cert-manager" ? ["issuer"] : [],
    takes: mode === "listener" ? [] : takes,
  });
};

/** A route without a named listener would also attach to the one for plain HTTP. */
function checkRedirect(context: RuleContext): void {
  const { redirectSectionName, sectionName, services } = context.config.gateway ?? {};
  if (redirectSectionName === undefined) return;
  for (const name of publicNames) {
    const own = services?.[name];
    if (absence(context, name) !== undefined || !isPublished(services, name)) continue;
    const listener = own?.sectionName ?? sectionName;
    const where = own?.sectionName === undefined ? [] : ["services", name];
    if (listener === undefined) {
      context.report(
        ["gateway", "sectionName"],
        "is missing. With redirectSectionName, routes need the name of the HTTPS listener, or they also attach to the one for plain HTTP.",
      );
    } else if (listener === redirectSectionName) {
      context.report(
        ["gateway", ...where, "sectionName"],
        "is the listener that redirects to HTTPS, so no one could reach the service. Name the HTTPS listener.",
      );
    } else continue;
    if (where.length === 0) return;
  }
}
