import * as z from "zod";
import {
  certificateFile,
  clientFields,
  flag,
  issuer,
  may,
  must,
  text,
  texts,
  url,
} from "../fields";

const newGroup = z.strictObject({
  claims: may(texts, "Claims whose values are joined."),
  delimiter: may(text, "Text between the values."),
  clearDelimiter: may(flag, "Remove the delimiter from the values first.", false),
  prefix: may(text, "Text before the first value."),
});

/** `oidc`: any provider of OpenID Connect. */
export const oidc = z.strictObject({
  issuer: must(
    issuer,
    "Issuer of the provider, equal to the letter to the one that its discovery document names.",
  ),
  issuerAlias: may(url, "Issuer in tokens, where it differs from the address of the discovery."),
  ...clientFields(),
  providerDiscoveryOverrides: may(
    z.strictObject({
      tokenURL: may(url, "Token endpoint."),
      authURL: may(url, "Authorization endpoint."),
      jwksURL: may(url, "Key set."),
    }),
    "Endpoints in place of those of the discovery document.",
  ),
  basicAuthUnsupported: may(flag, "Send the client secret in the body, not in a header."),
  scopes: may(texts, "Scopes to ask for, beside `openid`.", ["profile", "email"]),
  hostedDomains: may(texts, "Refused by Dex; the type `google` has it."),
  rootCAs: may(z.array(certificateFile), "Authorities that the provider's certificate may be of."),
  insecureSkipEmailVerified: may(flag, "Take e-mail addresses as verified.", false),
  insecureEnableGroups: may(
    flag,
    "Hand on groups; they are as old as the login, also after a refresh.",
    false,
  ),
  allowedGroups: may(texts, "Groups whose members may log in; everybody when absent."),
  acrValues: may(texts, "Authentication context classes to ask for, the preferred one first."),
  insecureSkipVerify: may(flag, "Do not verify the provider's certificate.", false),
  getUserInfo: may(flag, "Ask the userinfo endpoint for claims that the ID token lacks.", false),
  userIDKey: may(text, "Claim with the user's id.", "sub"),
  userNameKey: may(text, "Claim with the user's name.", "name"),
  promptType: may(text, "Parameter `prompt` when offline access is asked for.", "consent"),
  overrideClaimMapping: may(flag, "Let `claimMapping` win over claims that exist.", false),
  claimMapping: may(
    z.strictObject({
      preferred_username: may(text, "Claim with the preferred name.", "preferred_username"),
      email: may(text, "Claim with the e-mail address.", "email"),
      groups: may(text, "Claim with the groups.", "groups"),
    }),
    "Claims that stand for the ordinary ones.",
  ),
  claimModifications: may(
    z.strictObject({
      newGroupFromClaims: may(z.array(newGroup), "Groups made of claims."),
      filterGroupClaims: may(
        z.strictObject({ groupsFilter: may(text, "Regular expression of the groups to keep.") }),
        "Which groups are kept.",
      ),
      modifyGroupNames: may(
        z.strictObject({
          prefix: may(text, "Text before each group."),
          suffix: may(text, "Text after each group."),
        }),
        "How groups are renamed.",
      ),
    }),
    "Changes of the claims.",
  ),
});
