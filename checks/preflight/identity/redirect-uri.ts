import type { Check } from "../../check";
import { ok } from "../../finding";

/** Says what to paste into the provider; nothing can be wrong with it. */
export const redirectUri: Check<string> = {
  id: "redirect-uri",
  title: "The address to register with the provider",
  meaning: "The provider sends users back to this address, and to no other. Nothing is compared.",
  causes: ["It isn't registered, or is registered with another scheme, host or path."],
  remedy: "Add it to the provider's list of redirect URIs, exactly as written.",
  run: (address) => ok(`Register there: ${address}`),
};
