import type { Chain } from "../chain";
import type { Check, CheckFinding } from "../check";
import { counted } from "../../messages/counted";
import type { ProbeOptions } from "../network/http-probe";
import { askToAuthorize } from "../oidc/authorization";
import {
  countSigningKeys,
  discover,
  discoveryUrl,
  type DiscoveryDocument,
} from "../oidc/discovery";
import { clockCheck } from "./clock";
import { explained } from "./faults";

/** An OpenID Connect provider and our client there. */
export interface OidcSubject {
  /** Connector's id. */
  readonly subject: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** Where the issuer stands in the config, and the setting for a private authority. */
  readonly settings: { readonly issuer: string; readonly authority: string };
  readonly options: Omit<ProbeOptions, "signal">;
}

/** Whether the provider is the issuer that it says, has keys, and knows the client. */
export function oidcChains(asked: OidcSubject): Chain[] {
  const { subject, issuer, clientId, redirectUri, settings, options } = asked;
  const { host } = new URL(issuer);
  let document: DiscoveryDocument | undefined;
  const check = (
    id: string,
    remedy: string,
    look: (signal: AbortSignal) => Promise<CheckFinding>,
  ): Check => ({
    id,
    group: "identity",
    subject,
    run: (signal) => explained({ host, authority: settings.authority, remedy }, () => look(signal)),
  });
  const known = () => {
    if (document === undefined) throw new Error("There is no discovery document.");
    return document;
  };
  return [
    [
      check(
        "oidc-discovery",
        `Copy \`issuer\` from the provider's discovery document into ${settings.issuer}, to the letter.`,
        async (signal) => {
          document = await discover(issuer, { ...options, signal });
          return { status: "ok", evidence: `${issuer} describes itself under the same name.` };
        },
      ),
      check("oidc-keys", "Give the provider a key that signs tokens.", async (signal) => {
        const count = await countSigningKeys(known(), { ...options, signal });
        return { status: "ok", evidence: `It has ${counted(count, "key")}.` };
      }),
      check("oidc-client", "Look at the provider's authorization endpoint.", (signal) =>
        askToAuthorize(
          { endpoint: known().authorization_endpoint, clientId, redirectUri },
          { ...options, signal },
        ),
      ),
    ],
    [clockCheck(subject, discoveryUrl(issuer), options)],
  ];
}
