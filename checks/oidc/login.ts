import type { LookupFunction } from "node:net";

import type { Configuration } from "openid-client" with { "resolution-mode": "import" };

import type { Chain } from "../chain";
import type { Check, CheckFinding } from "../check";
import { faultSentence } from "../network/fault-words";
import { probeHttp } from "../network/http-probe";
import { Browser, pageText, place, type Arrival } from "./browser";
import { discover } from "./discovery";
import { loginRemedy, type LoginCheckId } from "./login-catalogue";
import { addressForm, approvalForm, localUsersLink, passwordForm } from "./page-forms";

/** Who logs in, and at which application. */
export interface TestLogin {
  readonly email: string;
  readonly password: string;
  /** The issuer whose tokens the application gets. */
  readonly issuer: string;
  readonly client: {
    readonly id: string;
    /** Absent: the code is not exchanged. */
    readonly secret?: string;
    readonly redirectUri: string;
  };
  readonly ca?: string;
  readonly lookup?: LookupFunction;
}

/** Pages before the form: methods to choose from, and one that asks for the address first. */
const PAGES = 4;

/** What the steps hand on. */
interface Progress {
  browser?: Browser;
  arrival?: Arrival;
  client?: Configuration;
  secrets?: { readonly verifier: string; readonly state: string; readonly nonce: string };
}

/**
 * A whole login with a test user, by the authorization-code flow with PKCE: through the provider's
 * form, back to the application, and to its tokens. The step that fails is where it stopped.
 */
export function loginChain(login: TestLogin): Chain {
  const progress: Progress = {};
  const check = (id: LoginCheckId, run: (signal: AbortSignal) => Promise<CheckFinding>): Check => ({
    id,
    group: "login",
    subject: login.email,
    run: (signal) =>
      run(signal).catch((error: unknown) => ({
        status: "failed",
        evidence: faultSentence(error),
        remedy: loginRemedy(id),
      })),
  });
  return [
    check("login-form", (signal) => reachForm(login, progress, signal)),
    check("login-password", (signal) => sendPassword(login, progress, signal)),
    check("login-return", () => Promise.resolve(returnFinding(login, progress))),
    check("login-tokens", (signal) => exchangeCode(login, progress, signal)),
  ];
}

async function reachForm(
  login: TestLogin,
  progress: Progress,
  signal: AbortSignal,
): Promise<CheckFinding> {
  const { email, password, client, ca, lookup } = login;
  const oidc = await import("openid-client");
  progress.client = await openClient(login, signal);
  const verifier = oidc.randomPKCECodeVerifier();
  const secrets = { verifier, state: oidc.randomState(), nonce: oidc.randomNonce() };
  progress.secrets = secrets;
  const start = oidc.buildAuthorizationUrl(progress.client, {
    redirect_uri: client.redirectUri,
    scope: "openid email",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state: secrets.state,
    nonce: secrets.nonce,
  });
  const browser = new Browser(client.redirectUri, {
    ...(ca !== undefined && { ca }),
    ...(lookup && { lookup }),
  });
  progress.browser = browser;
  let arrival = await browser.open(start, signal);
  for (let page = 0; page < PAGES && arrival.at === "page"; page += 1) {
    if (passwordForm(arrival, email, password) !== undefined) break;
    const link = localUsersLink(arrival);
    const address = addressForm(arrival, email);
    if (arrival.status >= 400 || (link ?? address) === undefined) break;
    arrival =
      link !== undefined || address === undefined
        ? await browser.open(link ?? arrival.url, signal)
        : await browser.open(address.action, signal, address.fields);
  }
  progress.arrival = arrival;
  if (arrival.at === "end") throw new Error(`No form: ${errorAt(arrival.url)}`);
  if (passwordForm(arrival, email, password) === undefined) {
    throw new Error(`There is no form for a password: ${pageText(arrival)}`);
  }
  return { status: "ok", evidence: `The form is at ${place(arrival.url)}.` };
}

async function sendPassword(
  { email, password }: TestLogin,
  progress: Progress,
  signal: AbortSignal,
): Promise<CheckFinding> {
  const { browser, arrival } = progress;
  const form = arrival?.at === "page" ? passwordForm(arrival, email, password) : undefined;
  if (browser === undefined || form === undefined) throw new Error("There was no form.");
  let next = await browser.open(form.action, signal, form.fields);
  if (next.at === "page" && passwordForm(next, email, password) !== undefined) {
    throw new Error(`The form comes back: ${pageText(next)}`);
  }
  if (next.at === "page" && next.url.origin === form.action.origin && next.status >= 400) {
    throw new Error(`The provider refuses the login: ${pageText(next)}`);
  }
  const approval = next.at === "page" ? approvalForm(next) : undefined;
  if (approval !== undefined) next = await browser.open(approval.action, signal, approval.fields);
  progress.arrival = next;
  return { status: "ok", evidence: `The provider at ${form.action.origin} lets the user in.` };
}

function returnFinding({ client }: TestLogin, { arrival }: Progress): CheckFinding {
  if (arrival === undefined) throw new Error("There was no login.");
  const remedy = loginRemedy("login-return");
  if (arrival.at === "page") {
    const evidence = `The login stops after the password: ${pageText(arrival)}`;
    return { status: "failed", evidence, remedy };
  }
  return arrival.url.searchParams.has("code")
    ? { status: "ok", evidence: `The browser is sent to ${client.redirectUri} with a code.` }
    : { status: "failed", evidence: errorAt(arrival.url), remedy };
}

async function exchangeCode(
  login: TestLogin,
  { client, arrival, secrets }: Progress,
  signal: AbortSignal,
): Promise<CheckFinding> {
  if (login.client.secret === undefined) {
    const evidence = `The client secret of ${login.client.id} is not in the stack's state, so the code is left unused.`;
    return { status: "not-done", evidence };
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
  const subject = tokens.claims()?.sub;
  return subject === undefined
    ? { status: "failed", evidence: "There is no ID token.", remedy: loginRemedy("login-tokens") }
    : { status: "ok", evidence: "The ID token is signed by the issuer, for this application." };
}

async function openClient(login: TestLogin, signal: AbortSignal): Promise<Configuration> {
  const { issuer, client, ca, lookup } = login;
  const oidc = await import("openid-client");
  const document = await discover(issuer, {
    signal,
    ...(ca !== undefined && { ca }),
    ...(lookup && { lookup }),
  });
  const { authorization_endpoint, token_endpoint, jwks_uri } = document;
  const configuration = new oidc.Configuration(
    { issuer, authorization_endpoint, jwks_uri, ...(token_endpoint && { token_endpoint }) },
    client.id,
    client.secret,
  );
  configuration[oidc.customFetch] = fetchWith(login, signal);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- TLS may end in front of the entry
  if (issuer.startsWith("http:")) oidc.allowInsecureRequests(configuration);
  return configuration;
}

/** `fetch` with the authority and the look-up that the other checks use. */
function fetchWith({ ca, lookup }: TestLogin, signal: AbortSignal) {
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
      ...(ca !== undefined && { ca }),
      ...(lookup && { lookup }),
      method: method === "POST" ? "POST" : "GET",
      headers,
      ...(body instanceof URLSearchParams || typeof body === "string"
        ? { body: body.toString() }
        : {}),
    });
    const type = answer.headers["content-type"] ?? "";
    return new Response(answer.body, { status: answer.status, headers: { "content-type": type } });
  };
}

function errorAt(url: URL): string {
  const error = url.searchParams.get("error") ?? "neither a code nor an error";
  const description = url.searchParams.get("error_description");
  return `The browser is sent to ${place(url)} with ${error}${description === null ? "" : `: ${description}`}.`;
}

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
