import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { errorAt, type TestLogin } from "./test-login";

export const loginReturn: Check<TestLogin> = {
  id: "login-return",
  title: "The browser returns to the application with a code",
  meaning:
    "Membership exchanges the provider's code for tokens, finds or creates the user, and sends the browser on.",
  causes: [
    "The provider has another client secret for Membership.",
    "Membership can't reach the provider's token endpoint or keys from inside the cluster.",
    "The user can't join: no organization has the domain of the e-mail address.",
  ],
  remedy:
    "Read why in kubectl -n NAMESPACE logs deployment/DEPLOYMENT. pulumi up gives both sides the same client secret.",
  async run({ client, progress: { arrival } }) {
    if (arrival === undefined) throw new Error("There was no login.");
    if (arrival.at === "page") {
      const { pageText } = await import("../../oidc/browser.js");
      return failed(`The login stops after the password: ${pageText(arrival)}`);
    }
    return arrival.url.searchParams.has("code")
      ? ok(`The browser is sent to ${client.redirectUri} with a code.`)
      : failed(errorAt(arrival.url));
  },
};
