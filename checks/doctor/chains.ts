import type { Chain } from "../chain";
import { lookupWith } from "../network/lookup";
import { loginChain } from "../oidc/login";
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
  return [...chains, ...(foreign ? [loginChecks(target)] : []), ...testLogin(target)];
}

/** The test user's way into the first application. */
function testLogin(target: DoctorTarget): Chain[] {
  const { login, membershipIssuer, clientSecrets, ca, addresses } = target;
  const client = target.clients[0];
  if (login === undefined || client === undefined) return [];
  const secret = clientSecrets?.[client.service];
  return [
    loginChain({
      ...login,
      issuer: membershipIssuer,
      client: {
        id: client.id,
        redirectUri: client.redirectUri,
        ...(secret !== undefined && { secret }),
      },
      lookup: lookupWith(addresses),
      ...(ca !== undefined && { ca }),
    }),
  ];
}
