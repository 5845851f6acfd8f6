import type { Chain } from "../chain";
import { entryChain } from "./entry";
import { loginChecks, membershipChecks } from "./issuers";
import type { DoctorTarget, PublicService } from "./target";

/**
 * All that can be seen from outside: a chain for each public address, which the issuer's own checks
 * follow; and one for a provider that is no part of the control plane.
 */
export function doctorChains(target: DoctorTarget): Chain[] {
  const then: Partial<Record<PublicService, Chain>> = {
    dex: loginChecks(target),
    membership: membershipChecks(target),
  };
  const chains = target.services.map(({ name, url }) => [
    ...entryChain(target, name, new URL(url)),
    ...(then[name] ?? []),
  ]);
  const foreign = !target.services.some(({ name }) => name === "dex");
  return foreign ? [...chains, loginChecks(target)] : chains;
}
