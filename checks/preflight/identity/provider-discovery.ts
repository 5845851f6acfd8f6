import type { Check } from "../../check";
import { ok } from "../../finding";
import { discover } from "../../oidc/discovery";
import { explained } from "./faults";
import { faultsOf, type OidcProvider } from "./oidc-provider";

export const providerDiscovery: Check<OidcProvider> = {
  id: "provider-discovery",
  title: "The provider's discovery document names the configured issuer",
  meaning:
    "Dex and Membership read the document, follow up to ten redirects, and compare the issuer in it with the configured one exactly.",
  causes: [
    "A trailing slash is missing, or there is one too many.",
    "The realm, tenant or host isn't the configured one.",
    "The provider is down, or can't be reached from here.",
    "Its certificate is from a private certificate authority.",
  ],
  remedy:
    "Copy `issuer` from the provider's discovery document. Give a private certificate authority in `trust.caBundle`, or in the connector's `rootCAs`.",
  run(provider, signal) {
    const { issuer, settings, options } = provider;
    const remedy = `Copy \`issuer\` from the provider's discovery document into ${settings.issuer}, exactly as written.`;
    return explained(faultsOf(provider, remedy), async () => {
      provider.document = await discover(issuer, { ...options, signal });
      return ok(`The discovery document of ${issuer} names the same issuer.`);
    });
  },
};
