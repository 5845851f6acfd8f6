import type { Check } from "../../check";
import { answers, type ProviderAddress } from "./address";

export const providerReachable: Check<ProviderAddress> = {
  id: "provider-reachable",
  title: "The provider answers",
  meaning: "This check is for connector types without a discovery document.",
  causes: ["The host or base URL is wrong.", "A proxy or firewall is in between."],
  remedy: "Compare the address with the provider's own documentation, and check that it is up.",
  run: answers,
};
