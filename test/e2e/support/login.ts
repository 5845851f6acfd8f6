import * as oidc from "openid-client";

/** What a client of the tests is registered with. */
export const CLIENT = {
  id: "membership",
  secret: "client-secret",
  redirectUri: "http://127.0.0.1:1/callback",
} as const;

/** Who logs in, and through which connector. */
export interface LoginRequest {
  readonly issuer: string;
  /** `local` is Dex's own password database. */
  readonly connector: string;
  readonly login: string;
  readonly password: string;
}

/** How a login ended: with a user's claims, or at a page that says why not. */
export type LoginResult =
  { readonly claims: oidc.IDToken } | { readonly status: number; readonly page: string };

/**
 * Logs in by the authorization-code flow with PKCE, as a browser and a client would: redirects are
 * followed to the form, the form is sent to its own address, and the code is exchanged for tokens,
 * whose signature, issuer, audience and nonce are verified.
 */
export async function logIn({
  issuer,
  connector,
  login,
  password,
}: LoginRequest): Promise<LoginResult> {
  const client = await oidc.discovery(new URL(issuer), CLIENT.id, CLIENT.secret, undefined, {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- Dex listens on loopback, without TLS
    execute: [oidc.allowInsecureRequests],
  });
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const start = oidc.buildAuthorizationUrl(client, {
    redirect_uri: CLIENT.redirectUri,
    scope: "openid email profile groups",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    connector_id: connector,
  });
  let answer = await follow(start);
  if ("page" in answer && answer.status === 200) {
    answer = await follow(answer.url, new URLSearchParams({ login, password }));
  }
  if ("page" in answer) return { status: answer.status, page: answer.page };
  const tokens = await oidc.authorizationCodeGrant(client, answer.url, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error("there is no ID token");
  return { claims };
}

type Answer =
  { readonly url: URL } | { readonly url: URL; readonly status: number; readonly page: string };

/** Follows redirects to the client's address, or to the first page. */
async function follow(url: URL, form?: URLSearchParams): Promise<Answer> {
  const response = await fetch(url, {
    redirect: "manual",
    ...(form && { method: "POST", body: form }),
  });
  const location = response.headers.get("location");
  if (location === null) return { url, status: response.status, page: await response.text() };
  const next = new URL(location, url);
  return next.href.startsWith(CLIENT.redirectUri) ? { url: next } : follow(next);
}
