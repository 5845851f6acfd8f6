import type { LookupFunction } from "node:net";

import type { Configuration } from "openid-client" with { "resolution-mode": "import" };

import { probeHttp } from "../../network/http-probe";
import type { Arrival, Browser } from "../../oidc/browser";
import { discover } from "../../oidc/discovery";

/** Who logs in, and at which application. */
export interface TestLogin {
  readonly email: string;
  readonly password: string;
  /** The issuer whose tokens the application gets. */
  readonly issuer: string;
  readonly client: {
    readonly id: string;
    /** Without it, the code isn't exchanged. */
    readonly secret?: string | undefined;
    readonly redirectUri: string;
  };
  readonly ca?: string | undefined;
  readonly lookup?: LookupFunction | undefined;
  /** What the steps pass on. */
  readonly progress: LoginProgress;
}

/** Where a login has got to. */
export interface LoginProgress {
  browser?: Browser;
  arrival?: Arrival;
  client?: Configuration;
  secrets?: { readonly verifier: string; readonly state: string; readonly nonce: string };
}

/**
 * Begins a login by the authorization-code flow with PKCE. The libraries for it are loaded here,
 * since most runs have no test user.
 */
export async function startLogin(
  login: TestLogin,
  signal: AbortSignal,
): Promise<{ readonly browser: Browser; readonly start: URL }> {
  const { client, ca, lookup, progress } = login;
  const oidc = await import("openid-client");
  const { Browser } = await import("../../oidc/browser.js");
  const configuration = await openClient(login, signal);
  const verifier = oidc.randomPKCECodeVerifier();
  const secrets = { verifier, state: oidc.randomState(), nonce: oidc.randomNonce() };
  const start = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: client.redirectUri,
    scope: "openid email",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state: secrets.state,
    nonce: secrets.nonce,
  });
  const browser = new Browser(client.redirectUri, { ca, lookup });
  Object.assign(progress, { client: configuration, secrets, browser });
  return { browser, start };
}

async function openClient(login: TestLogin, signal: AbortSignal): Promise<Configuration> {
  const { issuer, client, ca, lookup } = login;
  const oidc = await import("openid-client");
  const document = await discover(issuer, {
    signal,
    ca,
    lookup,
  });
  const { authorization_endpoint, token_endpoint, jwks_uri } = document;
  const configuration = new oidc.Configuration(
    { issuer, authorization_endpoint, jwks_uri, token_endpoint },
    client.id,
    client.secret,
  );
  configuration[oidc.customFetch] = fetchWith(login, signal);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- TLS may end in front of the entry
  if (issuer.startsWith("http:")) oidc.allowInsecureRequests(configuration);
  return configuration;
}

/** `fetch` with the authority and the look-up that the other checks use. */
export function fetchWith({ ca, lookup }: TestLogin, signal: AbortSignal) {
  return async (
    url: string,
    options: {
      readonly method: string;
      readonly headers: Record<string, string>;
      readonly body?: unknown;
    },
  ): Promise<Response> => {
    const { method, headers, body } = options;
    const answer = await probeHttp(new URL(url), {
      signal,
      ca,
      lookup,
      method: method === "POST" ? "POST" : "GET",
      headers,
      body:
        body instanceof URLSearchParams || typeof body === "string" ? body.toString() : undefined,
    });
    const type = answer.headers["content-type"] ?? "";
    return new Response(answer.body, { status: answer.status, headers: { "content-type": type } });
  };
}

/** The error with which a login came back, as far as there is one. */
export function errorAt(url: URL): string {
  const error = url.searchParams.get("error") ?? "neither a code nor an error";
  const description = url.searchParams.get("error_description");
  return `The browser is sent to ${url.origin}${url.pathname} with ${error}${description === null ? "" : `: ${description}`}.`;
}
