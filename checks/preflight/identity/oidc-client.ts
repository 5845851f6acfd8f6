import type { Check } from "../../check";
import { failed, notDone, ok } from "../../finding";
import { followToAnswer } from "../../oidc/authorization";
import { explained } from "./faults";
import { documentOf, faultsOf, type OidcProvider } from "./oidc-provider";

/** Answers at the redirect URI that only a known client gets. */
const KNOWN = [
  "login_required",
  "interaction_required",
  "consent_required",
  "account_selection_required",
];

/** Answers that speak of the client. */
const UNKNOWN = ["unauthorized_client", "invalid_client", "unsupported_response_type"];

/** Dex answers 404 for a client that it doesn't know. */
const REFUSALS = [400, 401, 404];

export const oidcClient: Check<OidcProvider> = {
  id: "oidc-client",
  title: "The provider knows the client, its redirect URI and its scopes",
  meaning:
    "With most providers, an authorization request that needs no form reveals this. With others, the check is not done.",
  causes: [
    "The client id is misspelled.",
    "The redirect URI isn't registered.",
    "The provider refuses a scope that it doesn't know, as Keycloak does with `federated:id`.",
  ],
  remedy:
    "Compare the client id, register the redirect URI that `redirect-uri` prints, and allow the scopes or leave them out in `oidc.scopes`.",
  run(provider, signal) {
    const { clientId, redirectUri, scopes, settings, options } = provider;
    const remedy = "Look at the provider's authorization endpoint.";
    return explained(faultsOf(provider, remedy), async () => {
      const endpoint = documentOf(provider).authorization_endpoint;
      const request = { endpoint, clientId, redirectUri, scopes };
      const { answer, location } = await followToAnswer(request, { ...options, signal });
      const refused = (how: string) =>
        failed(
          `An authorization request is answered with ${how}.`,
          `Compare the client id ${clientId}, and register the redirect URI ${redirectUri} at the provider.`,
        );
      const error = location?.searchParams.get("error") ?? "";
      const isBack = location && `${location.origin}${location.pathname}` === redirectUri;
      if (isBack === true && KNOWN.includes(error)) return ok("Client and redirect URI are known.");
      if (error === "invalid_scope") {
        return failed(
          `The provider refuses one of the scopes ${scopes.join(", ")} (invalid_scope).`,
          `Allow the scopes for the client at the provider, or remove the unknown one from ${settings.scopes}.`,
        );
      }
      if (UNKNOWN.includes(error)) return refused(error);
      const { status } = answer;
      if (location === undefined && REFUSALS.includes(status)) {
        return refused(`${status}: the client or its redirect URI isn't known`);
      }
      return notDone(
        `The answer (${status}) doesn't show whether client and redirect URI are known; a login will.`,
      );
    });
  },
};
