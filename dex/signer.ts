/** What signs tokens, as the settings have it: one of the two. */
export interface SignerSettings {
  readonly local?:
    { readonly keysRotationPeriod?: string; readonly algorithm?: string } | undefined;
  readonly vault?:
    { readonly address: string; readonly keyName: string; readonly token?: string } | undefined;
}

/** The section `signer` of Dex's document. Without a token, Dex reads `VAULT_TOKEN`. */
export function signerSection({ local, vault }: SignerSettings, keysRotationPeriod: string) {
  if (vault === undefined) {
    return { type: "local", config: { keysRotationPeriod, ...local } };
  }
  const { address, keyName, token } = vault;
  return { type: "vault", config: { addr: address, keyName, token } };
}

/** The section as it becomes a part of the document. */
export type DexSigner = ReturnType<typeof signerSection>;
