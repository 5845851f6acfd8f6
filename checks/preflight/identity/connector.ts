import type { ConnectorType } from "../../../dex/connectors/types";

/** A connector of Dex with its settings; secrets are in plain text, so it must not reach any output. */
export interface IdentityConnector {
  readonly type: ConnectorType;
  readonly id: string;
  /**
   * Settings as Dex names them; certificates are PEMs, or `{secretRef}` where only a pod sees them.
   * A secret that was not opened is a `SecretText`.
   */
  readonly config: Readonly<Record<string, unknown>>;
  /** PEM of the authorities that Dex trusts besides the system's and those of the settings. */
  readonly trusted?: string;
}
