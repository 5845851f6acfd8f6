import type { Check } from "../../check";
import { ok } from "../../finding";
import { discover } from "../../oidc/discovery";
import { explained } from "./faults";
import { faultsOf, type OidcProvider } from "./oidc-provider";

export const oidcDiscovery: Check<OidcProvider> = {
  id: "oidc-discovery",
  title: "The provider describes itself as the configured issuer",
  meaning:
    "Dex and Membership read the description, follow up to ten redirects, and require exactly the configured issuer in it.",
  causes: [
    "A slash at the end too many or too few.",
    "Another realm, tenant or host than configured.",
    "The provider is down, or not reached from here.",
    "Its certificate is of a private authority.",
  ],
  remedy:
    "Copy `issuer` from the provider's discovery document. A private authority is named in `trust.caBundle`, or in the connector's `rootCAs`.",
  run(provider, signal) {
    const { issuer, settings, options } = provider;
    const remedy = `Copy \`issuer\` from the provider's discovery document exactly into ${settings.issuer}.`;
    return explained(faultsOf(provider, remedy), async () => {
      provider.document = await discover(issuer, { ...options, signal });
      return ok(`${issuer} describes itself under the same name.`);
    });
  },
};
