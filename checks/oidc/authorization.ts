import { randomUUID } from "node:crypto";

import { probeHttp, type ProbeAnswer, type ProbeOptions } from "../network/http-probe";

/** A client that asks for a login. */
export interface AuthorizationRequest {
  readonly endpoint: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** Scopes to ask for. @default openid alone */
  readonly scopes?: readonly string[];
}

/** Redirects of a provider to pages of its own, before it looks at the client. */
const OWN_REDIRECTS = 5;

/** Sends a request for a login that needs no form (`prompt=none`). */
export async function requestAuthorization(
  { endpoint, clientId, redirectUri, scopes = ["openid"] }: AuthorizationRequest,
  options: ProbeOptions,
): Promise<AuthorizationReply> {
  const url = new URL(endpoint);
  const query = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: scopes.join(" "),
    prompt: "none",
    state: randomUUID(),
    nonce: randomUUID(),
  };
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return ask(url, options);
}

/** What came of a request for a login, and where it sends the browser, if it does. */
export interface AuthorizationReply {
  readonly answer: ProbeAnswer;
  readonly location?: URL | undefined;
}

async function ask(url: URL, options: ProbeOptions): Promise<AuthorizationReply> {
  const answer = await probeHttp(url, options);
  const { location } = answer.headers;
  return { answer, location: location === undefined ? undefined : new URL(location, url) };
}

/**
 * Asks for a login that needs no form (`prompt=none`). Its error comes to the redirect URI only
 * when client and redirect URI are known; a provider that shows a page instead tells nothing.
 */
export async function followToAnswer(
  request: AuthorizationRequest,
  options: ProbeOptions,
): Promise<AuthorizationReply> {
  let reply = await requestAuthorization(request, options);
  // Some look at the client only after a redirect to a page of their own, as Dex does.
  for (let step = 0; step < OWN_REDIRECTS; step += 1) {
    const next = reply.location;
    if (next?.origin !== new URL(request.endpoint).origin || next.searchParams.has("error")) break;
    reply = await ask(next, options);
  }
  return reply;
}
