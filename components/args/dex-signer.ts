// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";

/** What signs tokens: `local` or `vault`. */
export interface DexSignerArgs {
  /** Keys in Dex's storage. */
  local?: DexLocalSignerArgs;
  /** A key in the secrets engine `transit` of Vault or OpenBao. */
  vault?: DexVaultSignerArgs;
}

/** Keys in Dex's storage that sign tokens. */
export interface DexLocalSignerArgs {
  /**
   * Time after which keys rotate, as a Go duration.
   * @default "6h"
   */
  keysRotationPeriod?: Input<string>;
  /**
   * Algorithm of the keys that Dex generates from now on. Needs Dex's main branch (after 2.45).
   * `RS256` or `ES256`.
   * @default "RS256"
   */
  algorithm?: Input<string>;
}

/** A key in Vault or OpenBao that signs tokens. */
export interface DexVaultSignerArgs {
  /**
   * Address of Vault.
   * @example "https://vault.example.com:8200"
   */
  address: Input<string>;
  /** Name of the key in the secrets engine `transit`. */
  keyName: Input<string>;
  /** Token that may read the key and sign with it. Set this or `tokenSecret`. */
  token?: Input<string>;
  /** Existing Secret with that token. */
  tokenSecret?: SecretKeyArgs;
}
