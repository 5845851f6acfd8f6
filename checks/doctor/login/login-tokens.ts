import type { Check } from "../../check";
import { failed, notDone, ok } from "../../finding";
import { fetchWith, type TestLogin } from "./test-login";

export const loginTokens: Check<TestLogin> = {
  id: "login-tokens",
  title: "The code can be exchanged for tokens",
  meaning:
    "The application's client exchanges the code, and the ID token has the right signature, issuer, audience and times.",
  causes: [
    "The application's client secret isn't the one that Membership knows.",
    "The clocks differ.",
    "The issuer's keys aren't those that signed the token.",
  ],
  remedy: "Run pulumi up, so that both sides get the same client secret.",
  async run(login, signal) {
    const { client, arrival, secrets } = login.progress;
    if (login.client.secret === undefined) {
      return notDone(
        `The client secret of ${login.client.id} isn't in the stack's state, so the code wasn't exchanged.`,
      );
    }
    if (client === undefined || arrival === undefined || secrets === undefined) {
      throw new Error("There was no login.");
    }
    const oidc = await import("openid-client");
    client[oidc.customFetch] = fetchWith(login, signal);
    const tokens = await oidc
      .authorizationCodeGrant(client, arrival.url, {
        pkceCodeVerifier: secrets.verifier,
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
      })
      .catch((error: unknown) => {
        throw new Error(`The code is refused: ${oauthWords(error)}.`, { cause: error });
      });
    return tokens.claims()?.sub === undefined
      ? failed("There is no ID token.")
      : ok("The ID token is signed by the issuer, for this application.");
  },
};

/** An error of the token endpoint says more than the library's message. */
function oauthWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "error" in error && typeof error.error === "string" ? error.error : undefined;
  const detail =
    "error_description" in error && typeof error.error_description === "string"
      ? `: ${error.error_description}`
      : "";
  return code === undefined ? error.message : `${code}${detail}`;
}
