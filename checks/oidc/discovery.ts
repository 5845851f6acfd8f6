import * as z from "zod";

import { followRedirects } from "../network/follow-redirects";
import type { ProbeOptions } from "../network/http-probe";

/** The fields of an issuer's description that a set-up depends on (OpenID Connect Discovery 1.0). */
const documentSchema = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url().optional(),
  device_authorization_endpoint: z.url().optional(),
  jwks_uri: z.url(),
});

/** What an issuer says about itself. */
export type DiscoveryDocument = z.infer<typeof documentSchema>;

const keysSchema = z.looseObject({
  keys: z.array(z.looseObject({ kty: z.string(), use: z.string().optional() })),
});

/** How an issuer is asked. */
export type DiscoveryOptions = Pick<ProbeOptions, "signal" | "ca" | "insecure" | "lookup">;

/** The address of an issuer's description. */
export function discoveryUrl(issuer: string): URL {
  return new URL(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
}

/**
 * Reads an issuer's description, wherever redirects lead, as Dex and Membership do.
 *
 * @throws Error that says what is wrong, when there is none, or it names another issuer; clients
 * compare the two exactly
 */
export async function discover(
  issuer: string,
  options: DiscoveryOptions,
): Promise<DiscoveryDocument> {
  const url = discoveryUrl(issuer);
  const answer = await followRedirects(url, options);
  if (answer.status !== 200) throw new Error(`${url.href} answers ${answer.status}.`);
  const parsed = documentSchema.safeParse(jsonOf(answer.body));
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join(".")).filter(Boolean);
    throw new Error(
      fields.length === 0
        ? `${url.href} doesn't return a JSON object.`
        : `${url.href} has no valid ${[...new Set(fields)].join(", ")}.`,
    );
  }
  const named = parsed.data.issuer;
  if (named !== issuer) {
    const slash = named.replace(/\/$/, "") === issuer.replace(/\/$/, "");
    throw new Error(
      `The issuer is configured as ${issuer}, but its document says ${named}` +
        (slash ? ": the trailing slash makes them different." : "."),
    );
  }
  return parsed.data;
}

/**
 * Counts an issuer's signature keys.
 *
 * @throws Error when they can't be had, or there is none
 */
export async function countSigningKeys(
  document: DiscoveryDocument,
  options: DiscoveryOptions,
): Promise<number> {
  const url = new URL(document.jwks_uri);
  const answer = await followRedirects(url, options);
  if (answer.status !== 200) throw new Error(`${url.href} answers ${answer.status}.`);
  const parsed = keysSchema.safeParse(jsonOf(answer.body));
  if (!parsed.success) throw new Error(`${url.href} doesn't return a key set.`);
  const signing = parsed.data.keys.filter(({ use }) => use === undefined || use === "sig");
  if (signing.length === 0) throw new Error(`${url.href} has no signing key.`);
  return signing.length;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
