import type { Chain } from "../chain";
import { planned } from "../check";
import type { RemedyNames } from "../remedy-names";
import { certificateExpiry } from "./entry/certificate-expiry";
import { clock } from "./entry/clock";
import { dns } from "./entry/dns";
import { http } from "./entry/http";
import { serviceHealth } from "./entry/service-health";
import { tcp } from "./entry/tcp";
import { tls } from "./entry/tls";
import { visit } from "./entry/visit";
import { loginWiring } from "./issuers/login-wiring";
import { oidcDiscovery } from "./issuers/oidc-discovery";
import { oidcKeys } from "./issuers/oidc-keys";
import { visitIssuer } from "./issuers/visit";
import { deviceLogin } from "./login/device-login";
import { loginForm } from "./login/login-form";
import { loginPassword } from "./login/login-password";
import { loginReturn } from "./login/login-return";
import { loginTokens } from "./login/login-tokens";
import type { TestLogin } from "./login/test-login";
import { lookupWith } from "../network/lookup";
import type { Service } from "../../facts/services";
import { namesAt, type DoctorTarget } from "./target";

/**
 * All that can be seen from outside: a chain for each public address, which the issuer's own checks
 * follow; and one for a provider that is no part of the control plane.
 */
export function doctorChains(target: DoctorTarget): Chain[] {
  const login = loginIssuerChain(target);
  const then: Partial<Record<Service, Chain>> = {
    dex: login,
    membership: membershipChain(target),
  };
  const chains = target.services.map(({ name, url }) => [
    ...entryChain(target, name, new URL(url)),
    ...(then[name] ?? []),
  ]);
  const foreign = !target.services.some(({ name }) => name === "dex");
  return [...chains, ...(foreign ? [login] : []), ...testLoginChains(target)];
}

/** From a public address's name to the service's own word. */
export function entryChain(target: DoctorTarget, service: Service, url: URL): Chain {
  const way = visit(target, service, url);
  const checks = [
    dns,
    tcp,
    ...(way.secure ? [tls, certificateExpiry] : []),
    http,
    serviceHealth,
    clock,
  ];
  const names = { ...namesAt(target.place, service), HOST: url.hostname };
  const place = { group: service, subject: url.host };
  return checks.map((check) => planned(check, way, place, names));
}

/** Whether the login issuer is what it says; Dex, or an own provider. */
export function loginIssuerChain(target: DoctorTarget): Chain {
  const { loginIssuer } = target;
  return loginIssuer === undefined ? [] : issuerChain(target, loginIssuer, "login").chain;
}

/** Whether Membership is the issuer that it says, and knows the services' clients. */
export function membershipChain(target: DoctorTarget): Chain {
  const { at, chain } = issuerChain(target, target.membershipIssuer, "membership");
  const { clients, fctl } = target;
  return [
    ...chain,
    ...clients.map(({ service, id, redirectUri }) =>
      planned(loginWiring, { at, id, redirectUri }, { group: service, subject: id }),
    ),
    ...(fctl === undefined
      ? []
      : [planned(deviceLogin, { at, id: fctl }, { group: "fctl", subject: fctl })]),
  ];
}

function issuerChain(target: DoctorTarget, issuer: string, group: string) {
  const at = visitIssuer(target, issuer);
  const chain: Chain = [oidcDiscovery, oidcKeys].map((check) =>
    planned(check, at, { group, subject: issuer }),
  );
  return { at, chain };
}

/** The test user's way into the first application. */
function testLoginChains(target: DoctorTarget): Chain[] {
  const { login, membershipIssuer, clientSecrets, ca, addresses } = target;
  const client = target.clients[0];
  if (login === undefined || client === undefined) return [];
  const { service, id, redirectUri } = client;
  return [
    loginChain(
      {
        ...login,
        issuer: membershipIssuer,
        client: { id, redirectUri, secret: clientSecrets?.[service] },
        lookup: lookupWith(addresses),
        ca,
      },
      namesAt(target.place, "membership"),
    ),
  ];
}

/**
 * A whole login with a test user: through the provider's form, back to the application, and to its
 * tokens. The step that fails is where it stopped.
 */
export function loginChain(user: Omit<TestLogin, "progress">, names?: RemedyNames): Chain {
  const login: TestLogin = { ...user, progress: {} };
  return [loginForm, loginPassword, loginReturn, loginTokens].map((check) =>
    planned(check, login, { group: "login", subject: login.email }, names),
  );
}
