import * as z from "zod";

import { probeHttp, type ProbeOptions } from "../network/http-probe";
import { pageWords } from "../network/page-words";
import type { DiscoveryDocument } from "./discovery";

const answerSchema = z.looseObject({
  user_code: z.string().min(1),
  verification_uri: z.url(),
  verification_uri_complete: z.url().optional(),
});

/** The scope that fctl asks for, without those that only Membership knows. */
const SCOPE = "openid offline_access";

/**
 * Begins a login by device code (RFC 8628) as far as the form; the code is left to expire.
 *
 * @returns the address of the form, or what keeps a person from it
 */
export async function requestDeviceCode(
  document: DiscoveryDocument,
  clientId: string,
  options: ProbeOptions,
): Promise<{ readonly address: string } | { readonly fault: string }> {
  const endpoint = document.device_authorization_endpoint;
  if (endpoint === undefined)
    return { fault: "The issuer names no device_authorization_endpoint." };
  const answer = await probeHttp(new URL(endpoint), {
    ...options,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ client_id: clientId, scope: SCOPE }).toString(),
  });
  const parsed = answerSchema.safeParse(jsonOf(answer.body));
  if (answer.status !== 200 || !parsed.success) {
    const words = pageWords(answer.body);
    return { fault: `${endpoint} answers ${answer.status}${words === "" ? "" : `: ${words}`}.` };
  }
  const { verification_uri: address, verification_uri_complete: complete } = parsed.data;
  const form = await probeHttp(new URL(complete ?? address), options);
  // The form itself, or the login that comes before it.
  return form.status < 400
    ? { address }
    : { fault: `The form for fctl's code at ${address} answers ${form.status}.` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
