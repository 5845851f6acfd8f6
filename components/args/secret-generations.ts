/**
 * Generation numbers of the generated secrets. A higher number makes a new value, and rolls the
 * pods that read it.
 */
export interface SecretGenerationsArgs {
  /** Client secret of Membership at Dex. */
  dexClient?: number;
  /** Client secrets of further clients of Dex, by client id. */
  dexClients?: { [clientId: string]: number };
  /** Generated passwords of Dex's local users. */
  dexAdmin?: number;
  /** Client secret of Console. */
  consoleClient?: number;
  /** Client secret of Portal. */
  portalClient?: number;
  /** Client secrets of additional clients of Membership, by client id. */
  additionalClients?: { [clientId: string]: number };
  /** Cookie key of Console. */
  consoleCookie?: number;
  /** Cookie key of Portal. */
  portalCookie?: number;
  /** Passwords of the managed database roles. */
  database?: number;
  /** Generated client secrets of seeded stacks. */
  stackClients?: number;
  /** Keys of self-signed certificates and of their authority. */
  selfSigned?: number;
}
