import type { ProbeOptions } from "../../network/http-probe";
import type { DiscoveryDocument } from "../../oidc/discovery";
import type { FaultContext } from "./faults";

/** An OpenID Connect provider and our client there; each check finds what the first has read. */
export interface OidcProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** Scopes that users' logins ask for. */
  readonly scopes: readonly string[];
  /** Paths in the config: of the issuer, of a private authority and of the scopes. */
  readonly settings: {
    readonly issuer: string;
    readonly authority: string;
    readonly scopes: string;
  };
  readonly options: Omit<ProbeOptions, "signal">;
  /** What the provider says of itself, once it has been read. */
  document?: DiscoveryDocument;
}

/** What the provider has said of itself. */
export function documentOf({ document }: OidcProvider): DiscoveryDocument {
  if (document === undefined) throw new Error("There is no discovery document.");
  return document;
}

/** How to word errors of the provider. */
export function faultsOf(
  { issuer, settings: { authority } }: OidcProvider,
  remedy?: string,
): FaultContext {
  return { host: new URL(issuer).host, authority, remedy };
}
