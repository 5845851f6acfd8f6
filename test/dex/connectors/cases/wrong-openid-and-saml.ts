import { asList } from "../../../config/support";
import { expiredCertificate, validCertificate } from "../../../config/cases/certificates";
import {
  key,
  rightCertificate,
  isHttp,
  unverified,
  missing,
  secret,
  empty,
  meant,
  needed,
  noUse,
  noFlag,
  type Row,
} from "./messages";

/** Wrong connectors of OpenID Connect and SAML. */
export const wrongOpenidAndSaml: readonly Row[] = [
  ["oidc", "no issuer", { issuer: undefined }, { issuer: missing }],
  ["oidc", "no client", { clientID: undefined }, { clientID: missing }],
  [
    "oidc",
    "no secret",
    { clientSecret: undefined },
    { clientSecret: secret("config.clientSecret") },
  ],
  ["oidc", "an empty issuer", { issuer: "" }, { issuer: empty }],
  ["oidc", "an issuer in clear", { issuer: "http://login.example.com" }, { issuer: isHttp }],
  [
    "oidc",
    "an issuer with a query",
    { issuer: "https://login.example.com?tenant=a" },
    {
      issuer:
        "has a query, which an issuer can't have. Copy it from the provider's discovery document.",
    },
  ],
  [
    "oidc",
    "an issuer with a password",
    { issuer: "https://u:p@login.example.com" },
    { issuer: "holds credentials. Write it like https://id.example.com." },
  ],
  ["oidc", "clientId", { clientId: "dex" }, { clientId: meant("clientID") }],
  ["oidc", "redirectUri", { redirectUri: "x" }, { redirectUri: meant("redirectURI") }],
  ["oidc", "scope", { scope: [] }, { scope: meant("scopes") }],
  [
    "oidc",
    "scopes as text",
    { scopes: "openid" },
    { scopes: asList("dex.connectors[0].config.scopes") },
  ],
  ["oidc", "a flag as text", { getUserInfo: "yes" }, { getUserInfo: noFlag }],
  ["oidc", "no verification", { insecureSkipVerify: true }, { insecureSkipVerify: unverified }],
  [
    "oidc",
    "domains, which only google knows",
    { hostedDomains: ["example.com"] },
    { hostedDomains: "is refused by Dex. Use a connector of type google." },
  ],
  [
    "oidc",
    "another redirect URI",
    { redirectURI: "https://dex.example.org/callback" },
    {
      redirectURI:
        "is not Dex's callback address, so the provider would send users elsewhere. Write https://dex.example.com/callback, or leave it out.",
    },
  ],
  [
    "oidc",
    "a redirect URI with a last slash",
    { redirectURI: "https://dex.example.com/callback/" },
    {
      redirectURI:
        "is not Dex's callback address, so the provider would send users elsewhere. Write https://dex.example.com/callback, or leave it out.",
    },
  ],
  [
    "oidc",
    "a slip deep inside",
    { claimMapping: { emial: "mail" } },
    { "claimMapping.emial": meant("email") },
  ],
  [
    "oidc",
    "an authority that is a key",
    { rootCAs: [key] },
    {
      "rootCAs[0]": `holds a private key. ${rightCertificate} Treat the key as disclosed if this file was shared.`,
    },
  ],
  [
    "oidc",
    "an authority that is a path",
    { rootCAs: ["/etc/ca.pem"] },
    {
      "rootCAs[0]": `is not a certificate. ${rightCertificate}`,
    },
  ],
  [
    "oidc",
    "an authority that ran out",
    { rootCAs: [validCertificate, expiredCertificate] },
    { "rootCAs[1]": "expired on 2021-01-01. Give one that is valid." },
  ],
  [
    "oidc",
    "an authority in a file that is missing",
    { rootCAs: ["file:missing.pem"] },
    {
      "rootCAs[0]":
        "names missing.pem, which can't be read. Write its path relative to the project's folder.",
    },
  ],
  ["saml", "no address", { ssoURL: undefined }, { ssoURL: missing }],
  ["saml", "no name", { usernameAttr: undefined }, { usernameAttr: missing }],
  ["saml", "no e-mail address", { emailAttr: undefined }, { emailAttr: missing }],
  [
    "saml",
    "no certificate",
    { ca: undefined },
    {
      ca: "is missing. Give the certificate of the key that signs the provider's responses: a PEM, file:PATH, or a secretRef.",
    },
  ],
  [
    "saml",
    "no check of signatures",
    { insecureSkipSignatureValidation: true },
    {
      insecureSkipSignatureValidation:
        "lets anyone log in as any user, because responses aren't verified. Remove it, and give the provider's certificate in ca.",
    },
  ],
  [
    "saml",
    "a certificate that ran out",
    { ca: expiredCertificate },
    { ca: "expired on 2021-01-01. Give one that is valid." },
  ],
  [
    "saml",
    "two certificates",
    { caData: Buffer.from(validCertificate).toString("base64") },
    { caData: noUse("ca") },
  ],
  [
    "saml",
    "data that isn't base64",
    { ca: undefined, caData: validCertificate },
    { caData: "is not base64. Encode the PEM with: base64 -w0 FILE." },
  ],
  [
    "saml",
    "a filter of nothing",
    { allowedGroups: undefined },
    { allowedGroups: needed("filterGroups") },
  ],
  ["saml", "an address in clear", { ssoURL: "http://idp.example.com" }, { ssoURL: isHttp }],
];
