import { randomUUID } from "node:crypto";

import type { CheckFinding } from "../check";
import { probeHttp, type ProbeOptions } from "../network/http-probe";

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

/**
 * Asks for a login that needs no form (`prompt=none`). Its error comes to the redirect URI only
 * when client and redirect URI are known; a provider that shows a page instead tells nothing.
 */
export async function askToAuthorize(
  { endpoint, clientId, redirectUri }: AuthorizationRequest,
  options: ProbeOptions,
): Promise<CheckFinding> {
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
  const { status, headers } = await probeHttp(url, options);
  const remedy = `Compare the client id ${clientId}, and register the redirect URI ${redirectUri} at the provider.`;
  if (headers.location !== undefined) {
    const location = new URL(headers.location, url);
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
  } else if (status === 400 || status === 401) {
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
