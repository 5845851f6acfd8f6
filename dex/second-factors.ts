/** Second factors, as the settings have them: of each authenticator one form. */
export interface MfaSettings {
  readonly authenticators: readonly {
    readonly id: string;
    readonly connectorTypes?: readonly string[] | undefined;
    readonly totp?: { readonly issuer?: string } | undefined;
    readonly webAuthn?:
      | {
          readonly rpDisplayName?: string;
          readonly rpId?: string;
          readonly rpOrigins?: readonly string[];
          readonly attestationPreference?: string;
          readonly timeout?: string;
        }
      | undefined;
  }[];
  readonly defaultChain?: readonly string[] | undefined;
}

/** The section `mfa` of Dex's document. */
export function mfaSection({ authenticators, defaultChain }: MfaSettings) {
  return {
    authenticators: authenticators.map(({ id, connectorTypes, totp, webAuthn }) => {
      const shared = { id, connectorTypes };
      if (webAuthn === undefined) return { ...shared, type: "TOTP", config: { ...totp } };
      const { rpId, ...others } = webAuthn;
      return { ...shared, type: "WebAuthn", config: { ...others, rpID: rpId } };
    }),
    defaultMFAChain: defaultChain,
  };
}

/** The section as it becomes a part of the document. */
export type DexMfa = ReturnType<typeof mfaSection>;
