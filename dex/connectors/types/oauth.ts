import * as z from "zod";
import { certificateFile, clientFields, flag, may, must, text, texts, url } from "../fields";
import { noEffectWith } from "../rules";
import { connectorType, textIn } from "../type";

/** `oauth`: any OAuth2 provider with an endpoint that describes the user. */
export const oauth = connectorType({
  settings: z.strictObject({
    ...clientFields(),
    tokenURL: must(url, "Token endpoint."),
    authorizationURL: must(url, "Authorization endpoint."),
    userInfoURL: must(url, "Endpoint that describes the user, as JSON."),
    scopes: may(texts, "Scopes to request."),
    rootCAs: may(z.array(certificateFile), "Certificate authorities to trust at the provider."),
    insecureSkipVerify: may(flag, "Don't verify the provider's certificate.", false),
    userIDKey: may(text, "Key with the user's id.", "id"),
    claimMapping: may(
      z.strictObject({
        userNameKey: may(text, "Key with the user's name.", "user_name"),
        preferredUsernameKey: may(text, "Key with the preferred name.", "preferred_username"),
        groupsKey: may(text, "Key with the groups.", "groups"),
        emailKey: may(text, "Key with the e-mail address.", "email"),
        emailVerifiedKey: may(
          text,
          "Key that tells whether the address is verified.",
          "email_verified",
        ),
      }),
      "Keys of the user's description.",
    ),
  }),
  notices: (settings, report) => {
    if (settings.insecureSkipVerify !== true) return;
    noEffectWith(settings, report, "rootCAs", "insecureSkipVerify");
  },
  addresses: (settings) =>
    ["authorizationURL", "tokenURL", "userInfoURL"].flatMap((name) => textIn(settings, name) ?? []),
});
