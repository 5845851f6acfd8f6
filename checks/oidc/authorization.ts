import { randomUUID } from "node:crypto";

import type { CheckFinding } from "../check";
import { probeHttp, type ProbeAnswer, type ProbeOptions } from "../network/http-probe";

/** A client that asks for a login. */
export interface AuthorizationRequest {
  readonly endpoint: string;
  readonly clientId: string;
  readonly redirectUri: string;
}

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

const OWN_REDIRECTS = 5;

/**
 * Sends a request for a login that needs no form (`prompt=none`).
 *
 * @returns the answer, and where it sends the browser, if it does
 */
export async function requestAuthorization(
  { endpoint, clientId, redirectUri }: AuthorizationRequest,
  options: ProbeOptions,
): Promise<{ readonly answer: ProbeAnswer; readonly location?: URL }> {
  const url = new URL(endpoint);
  const query = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "openid",
    prompt: "none",
    state: randomUUID(),
    nonce: randomUUID(),
  };
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return ask(url, options);
}

async function ask(url: URL, options: ProbeOptions) {
  const answer = await probeHttp(url, options);
  const { location } = answer.headers;
  return { answer, ...(location !== undefined && { location: new URL(location, url) }) };
}

/**
 * Asks for a login that needs no form (`prompt=none`). Its error comes to the redirect URI only
 * when client and redirect URI are known; a provider that shows a page instead tells nothing.
 */
export async function askToAuthorize(
  request: AuthorizationRequest,
  options: ProbeOptions,
): Promise<CheckFinding> {
  const { endpoint, clientId, redirectUri } = request;
  let reply: Awaited<ReturnType<typeof ask>> = await requestAuthorization(request, options);
  // Some look at the client only after a redirect to a page of their own, as Dex does.
  for (let step = 0; step < OWN_REDIRECTS; step += 1) {
    const next = reply.location;
    if (next?.origin !== new URL(endpoint).origin || next.searchParams.has("error")) break;
    reply = await ask(next, options);
  }
  const { location } = reply;
  const { status } = reply.answer;
  const remedy = `Compare the client id ${clientId}, and register the redirect URI ${redirectUri} at the provider.`;
  if (location !== undefined) {
    const error = location.searchParams.get("error") ?? "";
    const back = `${location.origin}${location.pathname}` === redirectUri;
    if (back && KNOWN.includes(error)) {
      return { status: "ok", evidence: "Client and redirect URI are known." };
    }
    if (UNKNOWN.includes(error)) {
      return {
        status: "failed",
        evidence: `An authorization request is answered by ${error}.`,
        remedy,
      };
    }
  } else if (REFUSALS.includes(status)) {
    return {
      status: "failed",
      evidence: `An authorization request is answered by ${status}: the client or its redirect URI is not known.`,
      remedy,
    };
  }
  return {
    status: "not-done",
    evidence: `The answer (${status}) does not tell whether client and redirect URI are known; a login will.`,
  };
}
