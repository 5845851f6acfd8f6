import { expandConnector } from "../../../config/connector-args";
import { isMapping } from "../../../config/path";
import {
  membershipCallbackUrl,
  providerAddress,
  publicUrl,
  urlOf,
} from "../../../facts/public-addresses";
import { oidcDefaults } from "../../../facts/defaults";
import type { StackConfig } from "../../../config/schema";
import { SecretText } from "../../../config/secret-text";
import { redirectUriOf } from "../../../dex/connectors/settings";
import type { IdentityConnector } from "./connector";
import { unreadWords } from "./settings";

/** An OpenID Connect provider that replaces Dex. */
export interface OwnProvider {
  readonly issuer: string;
  readonly clientId: string;
  /** Scopes that Membership asks for. */
  readonly scopes: readonly string[];
  /** PEM of the authorities that Membership trusts besides the system's. */
  readonly trusted?: string;
  /** Why there are further authorities that can't be read here. */
  readonly unread?: string;
  /** Where it sends users back to. */
  readonly redirectUri: string;
}

/** Who logs users in, as the preflight looks at it. */
export interface IdentityTarget {
  /** Where the providers behind Dex send users back to. */
  readonly callbackUri: string;
  readonly connectors: readonly IdentityConnector[];
  readonly provider?: OwnProvider;
}

/** Reads from a stack's config who logs users in. */
export function identityTarget(config: StackConfig): IdentityTarget {
  const callbackUri = redirectUriOf(publicUrl(config, "dex"));
  const { oidc, trust = {} } = config;
  const trusted = trust.caBundle === undefined ? {} : { trusted: trust.caBundle };
  if (oidc === undefined) {
    const connectors = (config.dex?.connectors ?? []).map((connector): IdentityConnector => {
      const { type, id, config: settings } = expandConnector(connector);
      return { type, id, config: Object.fromEntries(entriesInClear(settings)), ...trusted };
    });
    return { callbackUri, connectors };
  }
  const provider = {
    issuer: urlOf(providerAddress(oidc)),
    clientId: oidc.clientId,
    scopes: oidc.scopes ?? oidcDefaults.scopes,
    redirectUri: membershipCallbackUrl(config),
    ...trusted,
    ...(trust.caBundleSecret !== undefined && { unread: unreadWords("trust.caBundleSecret") }),
  };
  return { callbackUri, connectors: [], provider };
}

function entriesInClear(settings: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(settings).map(([key, value]) => [key, inClear(value)]);
}

function inClear(value: unknown): unknown {
  // What was not opened stays a secret, so that nobody takes it for a text.
  if (value instanceof SecretText) return value.isSealed ? value : value.reveal();
  if (Array.isArray(value)) return value.map(inClear);
  return isMapping(value) ? Object.fromEntries(entriesInClear(value)) : value;
}
