import { counted } from "../../../messages/counted";
import type { Check } from "../../check";
import { ok } from "../../finding";
import { countSigningKeys } from "../../oidc/discovery";
import { explained } from "./faults";
import { documentOf, faultsOf, type OidcProvider } from "./oidc-provider";

export const providerKeys: Check<OidcProvider> = {
  id: "provider-keys",
  title: "The provider has keys for signatures",
  meaning: "No token can be verified without a key at `jwks_uri`.",
  causes: ["The realm has no active key.", "Nothing answers at `jwks_uri`."],
  remedy: "Give the provider a key that signs tokens.",
  run(provider, signal) {
    return explained(faultsOf(provider), async () => {
      const count = await countSigningKeys(documentOf(provider), { ...provider.options, signal });
      return ok(`It has ${counted(count, "signing key")}.`);
    });
  },
};
