import { counted } from "../../../messages/counted";
import type { Check } from "../../check";
import { ok } from "../../finding";
import { countSigningKeys } from "../../oidc/discovery";
import { explained } from "./faults";
import { documentOf, faultsOf, type OidcProvider } from "./oidc-provider";

export const oidcKeys: Check<OidcProvider> = {
  id: "oidc-keys",
  title: "The provider has keys for signatures",
  meaning: "Without a key at `jwks_uri` no token can be verified.",
  causes: ["The realm has no active key.", "`jwks_uri` leads to where nobody answers."],
  remedy: "Give the provider a key that signs tokens.",
  run(provider, signal) {
    return explained(faultsOf(provider), async () => {
      const count = await countSigningKeys(documentOf(provider), { ...provider.options, signal });
      return ok(`It has ${counted(count, "key")}.`);
    });
  },
};
