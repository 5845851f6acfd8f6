import type { Check } from "../../check";
import { failed, notDone, ok } from "../../finding";
import { pageWords } from "../../network/page-words";
import { requestAuthorization } from "../../oidc/authorization";
import type { ClientVisit } from "./visit";

/** What an issuer answers to a known client when nobody is logged in. */
const KNOWN = ["login_required", "interaction_required"];

/** An authorization request that asks for no form tells whether client and address are known. */
export const loginWiring: Check<ClientVisit & { readonly redirectUri: string }> = {
  id: "login-wiring",
  title: "Membership knows the clients of Console and Portal",
  meaning:
    "An authorization request with prompt=none is answered at the redirect URI with login_required if the client and its redirect URI are registered.",
  causes: [
    "The OAuth client has another id in the service than in Membership.",
    "The redirect URI differs: another host, scheme or path.",
  ],
  remedy: "Run pulumi up, so that both sides get the same client.",
  async run({ at: { document, options }, id, redirectUri }, signal) {
    if (document === undefined) return notDone("There is no discovery document.");
    const { answer, location } = await requestAuthorization(
      { endpoint: document.authorization_endpoint, clientId: id, redirectUri },
      { ...options, signal },
    );
    if (location === undefined) {
      const words = pageWords(answer.body);
      return refused(`answered with ${answer.status}${words === "" ? "" : `: ${words}`}`);
    }
    const place = `${location.origin}${location.pathname}`;
    if (place !== redirectUri)
      return refused(`sent to ${place}, not to the redirect URI ${redirectUri}`);
    const error = location.searchParams.get("error");
    if (error !== null && !KNOWN.includes(error)) {
      const description = location.searchParams.get("error_description");
      return refused(`answered with ${error}${description === null ? "" : `: ${description}`}`);
    }
    return ok("Client and redirect URI are known.");
  },
};

function refused(how: string) {
  return failed(`An authorization request is ${how}.`);
}
