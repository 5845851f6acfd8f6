import * as z from "zod";
import { since } from "../../releases";
import {
  certificateFile,
  clientFields,
  emptiable,
  flag,
  issuer,
  limit,
  may,
  must,
  separator,
  text,
  texts,
  url,
} from "../fields";
import { oidcRules } from "../oidc/rules";
import { noEffectWith } from "../rules";
import { connectorType } from "../type";

const newGroup = z.strictObject({
  claims: may(texts, "Claims whose values are joined."),
  delimiter: may(separator, "Text between the values."),
  clearDelimiter: may(flag, "Remove the delimiter from the values first.", false),
  prefix: may(separator, "Text before the first value."),
});

/** `oidc`: any OpenID Connect provider. */
export const oidc = connectorType({
  settings: z.strictObject({
    issuer: must(issuer, "Issuer of the provider, exactly as in its discovery document."),
    issuerAlias: may(url, "Issuer in tokens, if it differs from the discovery address."),
    ...clientFields(),
    providerDiscoveryOverrides: may(
      z.strictObject({
        tokenURL: may(url, "Token endpoint."),
        authURL: may(url, "Authorization endpoint."),
        jwksURL: may(url, "Key set."),
        userInfoURL: since("main", may(url, "Endpoint that describes the user.")),
        deviceAuthURL: since("main", may(url, "Endpoint of device logins.")),
        endSessionURL: since("main", may(url, "Endpoint that ends the session.")),
      }),
      "Endpoints that override those of the discovery document.",
    ),
    basicAuthUnsupported: may(flag, "Send the client secret in the body, not in a header."),
    scopes: may(texts, "Scopes to request, in addition to `openid`.", ["profile", "email"]),
    hostedDomains: may(texts, "Refused by Dex; the type `google` has it."),
    rootCAs: may(z.array(certificateFile), "Certificate authorities to trust at the provider."),
    insecureSkipEmailVerified: may(flag, "Treat e-mail addresses as verified.", false),
    insecureEnableGroups: may(
      flag,
      "Pass on groups. They are those of the login, even after a refresh.",
      false,
    ),
    allowedGroups: may(limit(text, "all users"), "Groups whose members can log in."),
    acrValues: may(texts, "Authentication context classes to request, the preferred one first."),
    insecureSkipVerify: may(flag, "Don't verify the provider's certificate.", false),
    getUserInfo: may(
      flag,
      "Read claims that the ID token lacks from the userinfo endpoint.",
      false,
    ),
    userIDKey: may(text, "Claim with the user's id.", "sub"),
    userNameKey: may(text, "Claim with the user's name.", "name"),
    promptType: may(
      emptiable,
      "Parameter `prompt` of requests for offline access; empty for none.",
      "consent",
    ),
    pkceChallenge: since(
      "2.45",
      may(
        z.enum(["S256", "plain"]).meta({ defaultText: "the best that the provider supports" }),
        "PKCE method.",
      ),
    ),
    overrideClaimMapping: may(flag, "Let `claimMapping` override claims that exist.", false),
    claimMapping: may(
      z.strictObject({
        preferred_username: may(text, "Claim with the preferred name.", "preferred_username"),
        email: may(text, "Claim with the e-mail address.", "email"),
        groups: may(text, "Claim with the groups.", "groups"),
      }),
      "Claims to read instead of the standard ones.",
    ),
    claimModifications: may(
      z.strictObject({
        newGroupFromClaims: may(z.array(newGroup), "Groups to create from claims."),
        filterGroupClaims: may(
          z.strictObject({ groupsFilter: may(text, "Regular expression of the groups to keep.") }),
          "Which groups to keep.",
        ),
        modifyGroupNames: may(
          z.strictObject({
            prefix: may(separator, "Text before each group."),
            suffix: may(separator, "Text after each group."),
          }),
          "How to rename groups.",
        ),
      }),
      "Changes to the claims.",
    ),
  }),
  notices: (settings, report) => {
    if (settings.insecureSkipVerify === true) {
      noEffectWith(settings, report, "rootCAs", "insecureSkipVerify");
    }
    if (settings.providerDiscoveryOverrides === undefined) return;
    report(
      "providerDiscoveryOverrides",
      "replaces what the provider's discovery document says. Make sure that the addresses are the provider's.",
    );
  },
  rules: oidcRules,
});
