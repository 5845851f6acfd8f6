import type { Check } from "../../check";
import { answers, type ProviderAddress } from "./address";

export const samlSso: Check<ProviderAddress> = {
  id: "saml-sso",
  title: "The provider's login page answers",
  meaning: "Dex sends users to `ssoURL`.",
  causes: ["The address is misspelled, or the provider is down."],
  remedy: "Copy the address for HTTP-POST from the provider's metadata.",
  run: answers,
};
