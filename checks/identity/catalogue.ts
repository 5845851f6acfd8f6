import { hasRedirectUri } from "../../dex/connectors/settings";
import type { Chain } from "../chain";
import type { Check } from "../check";
import { endpointChains } from "./endpoints";
import { ldapChains } from "./ldap";
import { oidcChains } from "./oidc";
import { samlChains } from "./saml";
import { authoritiesOf, certificatesOf, textOf } from "./settings";
import type { IdentityConnector, IdentityTarget, OwnProvider } from "./target";

/** Every check of who logs users in. */
export function identityChains(target: IdentityTarget): Chain[] {
  const { provider, connectors, callbackUri } = target;
  if (provider !== undefined) {
    return at("oidc", [
      [redirectUriCheck("oidc", provider.redirectUri)],
      ...providerChains(provider),
    ]);
  }
  return connectors.flatMap((connector, index) =>
    at(`dex.connectors[${index}]`, connectorChains(connector, callbackUri)),
  );
}

function providerChains(provider: OwnProvider): Chain[] {
  const { issuer, clientId, redirectUri, trusted, unread } = provider;
  const subject = "oidc";
  if (unread !== undefined) return [[unreadCheck(subject, unread)]];
  return oidcChains({
    subject,
    issuer,
    clientId,
    redirectUri,
    settings: { issuer: "oidc.host and oidc.path", authority: "trust.caBundle" },
    options: trusted === undefined ? {} : { ca: trusted },
  });
}

/** The chains with their place in the config. */
function at(path: string, chains: readonly Chain[]): Chain[] {
  return chains.map((chain) => chain.map((check) => ({ ...check, path })));
}

function connectorChains(connector: IdentityConnector, callbackUri: string): Chain[] {
  const chains = chainsOfType(connector, callbackUri);
  return hasRedirectUri(connector.type)
    ? [[redirectUriCheck(connector.id, callbackUri)], ...chains]
    : chains;
}

function chainsOfType(connector: IdentityConnector, callbackUri: string): Chain[] {
  const { type, id: subject, config } = connector;
  if (type === "ldap") return ldapChains(connector);
  if (type === "saml" || type === "samlExperimental") return samlChains(connector);
  const issuer = textOf(connector, "issuer");
  if (type !== "oidc" || issuer === undefined) return endpointChains(connector);
  const { unread } = certificatesOf(connector, "rootCAs");
  if (unread !== undefined) return [[unreadCheck(subject, unread)]];
  return oidcChains({
    subject,
    issuer,
    clientId: textOf(connector, "clientID") ?? "",
    redirectUri: callbackUri,
    settings: { issuer: "issuer", authority: "rootCAs (ca of a preset)" },
    options: {
      ...authoritiesOf(connector, "rootCAs"),
      ...(config.insecureSkipVerify === true && { insecure: true }),
    },
  });
}

/** Says what to paste into the provider; nothing can be wrong with it. */
function redirectUriCheck(subject: string, redirectUri: string): Check {
  return {
    id: "redirect-uri",
    group: "identity",
    subject,
    run: () => Promise.resolve({ status: "ok", evidence: `Register there: ${redirectUri}` }),
  };
}

function unreadCheck(subject: string, reason: string): Check {
  return {
    id: "oidc-discovery",
    group: "identity",
    subject,
    run: () => Promise.resolve({ status: "not-done", evidence: reason }),
  };
}
