import { connectorDefinitions } from "../../../dex/connectors/types";
import { hasRedirectUri } from "../../../dex/connectors/settings";
import type { Chain } from "../../chain";
import { planned, type CheckPlace, type PlannedCheck } from "../../check";
import { notDone } from "../../finding";
import type { ProbeOptions } from "../../network/http-probe";
import { discoveryUrl } from "../../oidc/discovery";
import type { ProviderAddress } from "./address";
import { clockSkew } from "./clock-skew";
import type { IdentityConnector } from "./connector";
import { ldapBind } from "./ldap-bind";
import { ldapConnect } from "./ldap-connect";
import { ldapSearch } from "./ldap-search";
import { directoryOf } from "./ldap-session";
import { oidcClient } from "./oidc-client";
import { providerDiscovery } from "./provider-discovery";
import { providerKeys } from "./provider-keys";
import type { OidcProvider } from "./oidc-provider";
import { providerReachable } from "./provider-reachable";
import { redirectUri } from "./redirect-uri";
import { samlCertificate } from "./saml-certificate";
import { samlSso } from "./saml-sso";
import { authoritiesOf, certificatesOf, sealedSetting, textOf, textsOf } from "./settings";
import type { IdentityTarget, OwnProvider } from "./target";

/** Every check of who logs users in. */
export function identityPreflight(target: IdentityTarget): Chain[] {
  const { provider, connectors, callbackUri } = target;
  if (provider !== undefined) {
    const place = { group: "identity", subject: "oidc", path: "oidc" };
    return [
      [planned(redirectUri, provider.redirectUri, place)],
      ...ownProviderChains(provider, place),
    ];
  }
  return connectors.flatMap((connector, index) =>
    connectorChains(connector, callbackUri, {
      group: "identity",
      subject: connector.id,
      path: `dex.connectors[${index}]`,
    }),
  );
}

function ownProviderChains(provider: OwnProvider, place: CheckPlace): Chain[] {
  const { issuer, clientId, redirectUri: address, scopes, trusted, unread } = provider;
  if (unread !== undefined) return [[unknownProvider(unread, place)]];
  return oidcChains(
    {
      issuer,
      clientId,
      redirectUri: address,
      scopes,
      settings: {
        issuer: "oidc.host and oidc.path",
        authority: "trust.caBundle",
        scopes: "oidc.scopes",
      },
      options: { ca: trusted },
    },
    place,
  );
}

function connectorChains(
  connector: IdentityConnector,
  callbackUri: string,
  place: CheckPlace,
): Chain[] {
  const chains = chainsOfType(connector, callbackUri, place);
  return hasRedirectUri(connector.type)
    ? [[planned(redirectUri, callbackUri, place)], ...chains]
    : chains;
}

function chainsOfType(
  connector: IdentityConnector,
  callbackUri: string,
  place: CheckPlace,
): Chain[] {
  const { type, config } = connector;
  if (type === "ldap") return ldapChains(connector, place);
  if (type === "saml" || type === "samlExperimental") return samlChains(connector, place);
  const issuer = textOf(connector, "issuer");
  if (type !== "oidc" || issuer === undefined) return addressChains(connector, place);
  const { unread } = certificatesOf(connector, "rootCAs");
  if (unread !== undefined) return [[unknownProvider(unread, place)]];
  return oidcChains(
    {
      issuer,
      clientId: textOf(connector, "clientID") ?? "",
      redirectUri: callbackUri,
      scopes: ["openid", ...(textsOf(connector, "scopes") ?? ["profile", "email"])],
      settings: {
        issuer: "issuer",
        authority: "rootCAs (ca of a preset)",
        scopes: "the connector's config.scopes",
      },
      options: {
        ...authoritiesOf(connector, "rootCAs"),
        insecure: config.insecureSkipVerify === true,
      },
    },
    place,
  );
}

/** Whether the provider is the issuer that it says, has keys, and knows the client. */
function oidcChains(provider: OidcProvider, place: CheckPlace): Chain[] {
  const { issuer, options } = provider;
  return [
    [providerDiscovery, providerKeys, oidcClient].map((check) => planned(check, provider, place)),
    clockChain({ url: discoveryUrl(issuer), options }, place),
  ];
}

/** A provider that is reached with an authority which only the pods know. */
function unknownProvider(reason: string, place: CheckPlace): PlannedCheck {
  return { ...place, id: providerDiscovery.id, run: () => Promise.resolve(notDone(reason)) };
}

/** Whether Dex can connect to the directory, log in there, and find users and groups. */
function ldapChains(connector: IdentityConnector, place: CheckPlace): Chain[] {
  const sealed = sealedSetting(connector, "bindPW");
  const visit = { connector, directory: directoryOf(connector), sealed };
  return [[ldapConnect, ldapBind, ldapSearch].map((check) => planned(check, visit, place))];
}

/** Whether responses can be verified for a while yet, and the page for logins is there. */
function samlChains(connector: IdentityConnector, place: CheckPlace): Chain[] {
  const chains: Chain[] = [[planned(samlCertificate, connector, place)]];
  const page = textOf(connector, "ssoURL");
  if (page === undefined) return chains;
  const address = { url: new URL(page), options: authoritiesOf(connector) };
  return [...chains, [planned(samlSso, address, place)], clockChain(address, place)];
}

/** Whether the provider of a connector answers; for the types that have no description of theirs. */
function addressChains(connector: IdentityConnector, place: CheckPlace): Chain[] {
  const { type, config } = connector;
  const options: Omit<ProbeOptions, "signal"> = {
    ...authoritiesOf(connector, "rootCA", "rootCAs"),
    insecure: [config.insecureSkipVerify, config.insecureCA].includes(true),
  };
  const addresses = (connectorDefinitions[type].addresses?.(config) ?? [])
    .filter((url) => URL.canParse(url))
    .map((url) => ({ url: new URL(url), options }));
  const [first] = addresses;
  return [
    ...addresses.map((address) => [planned(providerReachable, address, place)]),
    ...(first === undefined ? [] : [clockChain(first, place)]),
  ];
}

function clockChain(address: ProviderAddress, place: CheckPlace): Chain {
  return [planned(clockSkew, address, place)];
}
