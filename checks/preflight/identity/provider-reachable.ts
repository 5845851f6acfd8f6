import type { Check } from "../../check";
import { answers, type ProviderAddress } from "./address";

export const providerReachable: Check<ProviderAddress> = {
  id: "provider-reachable",
  title: "The provider answers",
  meaning: "For types of connectors that have no description of themselves.",
  causes: ["A wrong host or base URL.", "A proxy or firewall in between."],
  remedy: "Compare the address with the provider's own pages, and look whether it is up.",
  run: answers,
};
