import type { CheckDescription } from "../description";

/** The checks of who logs users in, as the guide explains them. */
export const identityDescriptions = [
  {
    id: "redirect-uri",
    title: "The address to register at the provider",
    meaning: "The provider sends users back there, and to no other address. Nothing is compared.",
    causes: ["It is not registered, or with another scheme, host or path."],
    remedy: "Paste it into the provider's list of redirect URIs, to the letter.",
  },
  {
    id: "oidc-discovery",
    title: "The provider describes itself as the configured issuer",
    meaning:
      "Dex and Membership read the description, follow redirects up to the tenth, and compare the issuer in it with the configured one to the letter.",
    causes: [
      "A slash at the end too many or too few.",
      "Another realm, tenant or host than configured.",
      "The provider is down, or not reached from here.",
      "Its certificate is of a private authority.",
    ],
    remedy:
      "Copy `issuer` from the provider's discovery document. A private authority is named in `trust.caBundle`, or in the connector's `rootCAs`.",
  },
  {
    id: "oidc-keys",
    title: "The provider has keys for signatures",
    meaning: "Without a key at `jwks_uri` no token can be verified.",
    causes: ["The realm has no active key.", "`jwks_uri` leads to where nobody answers."],
    remedy: "Give the provider a key that signs tokens.",
  },
  {
    id: "oidc-client",
    title: "The provider knows the client and its redirect URI",
    meaning:
      "An authorization request that needs no form tells it with most providers. Where it doesn't, the check is not done.",
    causes: ["The client id has a slip.", "The redirect URI is not registered."],
    remedy: "Compare the client id, and register the redirect URI that `redirect-uri` prints.",
  },
  {
    id: "provider-reachable",
    title: "The provider answers",
    meaning: "For types of connectors that have no description of themselves.",
    causes: ["A wrong host or base URL.", "A proxy or firewall in between."],
    remedy: "Compare the address with the provider's own pages, and look whether it is up.",
  },
  {
    id: "ldap-connect",
    title: "The directory answers by TLS",
    meaning: "Dex connects as the connector says: with LDAPS, with StartTLS, or in clear.",
    causes: [
      "The port speaks another protocol: 636 is for LDAPS, 389 for StartTLS.",
      "The certificate is of another authority, or made for another name.",
    ],
    remedy: "Correct `host` and `startTLS`, and give the authority in `rootCA`.",
  },
  {
    id: "ldap-bind",
    title: "The directory lets Dex's account in",
    meaning: "Dex searches as the account of `bindDN`.",
    causes: ["`bindDN` or `bindPW` is wrong.", "The account is locked, or its password expired."],
    remedy: "Correct both; try them with ldapwhoami.",
  },
  {
    id: "ldap-search",
    title: "Users and groups are found",
    meaning: "One user and one group are asked for with the configured bases and filters.",
    causes: ["`baseDN` or `filter` fits nothing.", "The account may not see the entries."],
    remedy:
      "Correct `userSearch` and `groupSearch`, or give the account the right to search there.",
  },
  {
    id: "saml-certificate",
    title: "The certificate for SAML responses is valid",
    meaning: "Responses that are signed by another key, or after its end, are refused.",
    causes: ["The provider changed its certificate.", "It has run out."],
    remedy: "Get the provider's current certificate for signatures, and give it in `ca`.",
  },
  {
    id: "saml-sso",
    title: "The provider's login page answers",
    meaning: "Dex sends users to `ssoURL`.",
    causes: ["The address has a slip, or the provider is down."],
    remedy: "Copy the address for HTTP-POST from the provider's metadata.",
  },
  {
    id: "clock-skew",
    title: "The clocks agree",
    meaning: "Tokens and responses are valid for minutes.",
    causes: ["A machine without NTP, here, in the cluster or at the provider."],
    remedy: "Set the clocks by NTP.",
  },
] as const satisfies readonly CheckDescription[];
