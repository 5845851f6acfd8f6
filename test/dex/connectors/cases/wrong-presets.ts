import { isHttp, missing, secret, meant, type Row } from "./messages";

/** Wrong presets. */
export const wrongPresets: readonly Row[] = [
  [
    "okta",
    "a domain with a scheme",
    { domain: "https://acme.okta.com" },
    {
      domain: "has a scheme. Write only the name, such as example.com.",
    },
  ],
  ["okta", "no secret", { clientSecret: undefined }, { clientSecret: secret("clientSecret") }],
  [
    "auth0",
    "a field of another",
    { realm: "main" },
    {
      realm:
        "is not a known key. Known here: domain, clientId, clientSecret, groupsClaim, preset, id, name, config, grantTypes.",
    },
  ],
  ["keycloak", "no realm", { realm: undefined }, { realm: missing }],
  [
    "keycloak",
    "a setting of another type",
    { config: { bindDN: "cn=a" } },
    {
      "config.bindDN":
        "is not a known key. Known here: issuer, issuerAlias, clientID, clientSecret, redirectURI, providerDiscoveryOverrides, basicAuthUnsupported, scopes, hostedDomains, rootCAs, insecureSkipEmailVerified, insecureEnableGroups, allowedGroups, acrValues, insecureSkipVerify, getUserInfo, userIDKey, userNameKey, promptType, pkceChallenge, overrideClaimMapping, claimMapping, claimModifications.",
    },
  ],
  [
    "adfs",
    "no certificate",
    { certificate: undefined },
    { certificate: "is missing. It must be a string or a map." },
  ],
  [
    "adfs",
    "no check of signatures",
    { config: { insecureSkipSignatureValidation: true } },
    {
      "config.insecureSkipSignatureValidation":
        "lets anyone log in as any user, because responses aren't verified. Remove it, and give the provider's certificate in ca.",
    },
  ],
  [
    "openldap",
    "passwords in clear",
    { config: { insecureNoSSL: true } },
    {
      "config.insecureNoSSL":
        "sends passwords in plain text, which is for test environments only. Remove it, or set startTLS to true instead.",
    },
  ],
  ["active-directory", "bindDN", { bindDN: "cn=a" }, { bindDN: meant("bindDn") }],
  [
    "google-workspace",
    "no domain",
    { domains: [] },
    { domains: "is too short. At least 1 entry is required." },
  ],
  ["authentik", "an address in clear", { url: "http://login.example.com" }, { "": isHttp }],
];
