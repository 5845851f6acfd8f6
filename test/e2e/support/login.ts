import { parse, type HTMLElement } from "node-html-parser";
import * as oidc from "openid-client";
import { Browser, type Arrival } from "../../../checks/oidc/browser";

/** What a client of the tests is registered with. */
export const CLIENT = {
  id: "membership",
  secret: "client-secret",
  redirectUri: "http://127.0.0.1:1/callback",
} as const;

/** A login that needs more pages than this goes round in circles. */
const PAGES = 10;
const TIME_LIMIT = 120_000;

/** Who logs in, and through which connector. */
export interface LoginRequest {
  readonly issuer: string;
  /** `local` is Dex's own password database. */
  readonly connector: string;
  readonly login: string;
  readonly password: string;
  /** Authority that the browser trusts besides the usual ones, PEM. */
  readonly ca?: string;
}

/** How a login ended: with a user's claims, or at a page that says why not. */
export type LoginResult = LoggedIn | { readonly status: number; readonly page: string };

/** A user who is in. */
export interface LoggedIn {
  readonly claims: oidc.IDToken;
  /** Asks for new tokens without the user, as a client does when they have run out. */
  readonly refresh: () => Promise<unknown>;
}

/**
 * Logs in by the authorization-code flow with PKCE, as a browser and a client would: redirects are
 * followed, the form with a password is filled in once, forms without anything to fill in are sent
 * on, and the code is exchanged for tokens, whose signature, issuer, audience and nonce are verified.
 */
export async function logIn({
  issuer,
  connector,
  login,
  password,
  ca,
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
    scope: "openid email profile groups offline_access",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    connector_id: connector,
  });
  const browser = new Browser(CLIENT.redirectUri, ca === undefined ? {} : { ca });
  const arrival = await goThrough(browser, start, { login, password });
  if (arrival.at === "page") return { status: arrival.status, page: arrival.body };
  const tokens = await oidc.authorizationCodeGrant(client, arrival.url, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error("there is no ID token");
  const { refresh_token } = tokens;
  return { claims, refresh: () => oidc.refreshTokenGrant(client, refresh_token ?? "") };
}

/** Goes from page to page, to the client's address or to the first page with nothing left to do. */
async function goThrough(
  browser: Browser,
  start: URL,
  known: Readonly<Record<string, string>>,
): Promise<Arrival> {
  const signal = AbortSignal.timeout(TIME_LIMIT);
  let arrival = await browser.open(start, signal);
  let filledIn = false;
  for (let pages = 0; pages < PAGES; pages++) {
    if (arrival.at === "end" || arrival.status !== 200) return arrival;
    const form = parse(arrival.body).querySelector("form");
    if (form === null) return arrival;
    const asks = form.querySelector("input[type=password]") !== null;
    if (asks && filledIn) return arrival;
    filledIn ||= asks;
    const target = new URL(form.getAttribute("action") ?? "", arrival.url);
    arrival = await browser.open(target, signal, fields(form, known));
  }
  return arrival;
}

/** The values of a form, with those that are known filled in. */
function fields(form: HTMLElement, known: Readonly<Record<string, string>>): URLSearchParams {
  const values = form.querySelectorAll("input[name]").map((input) => {
    const name = input.getAttribute("name") ?? "";
    return [name, known[name] ?? input.getAttribute("value") ?? ""] as const;
  });
  return new URLSearchParams(Object.fromEntries(values));
}
