import type { Input } from "@pulumi/pulumi";

/** A store of the External Secrets operator. */
export interface SecretStoreArgs {
  /** Name of the store. */
  name: Input<string>;
  /**
   * `ClusterSecretStore`, or `SecretStore` (of the control plane's namespace).
   * @default "ClusterSecretStore"
   */
  kind?: Input<string>;
}

/** Where the value of one key is in the store. */
export interface ExternalSecretDataArgs {
  /** Name of the secret in the store, e.g. a path of Vault. */
  remoteKey: Input<string>;
  /** Property inside the secret, where it holds several values. Absent: the whole. */
  property?: Input<string>;
  /** Version of the secret. Absent: the latest. */
  version?: Input<string>;
  /**
   * How the value is decoded: `None`, `Base64`, `Base64URL` or `Auto`.
   * @default "None"
   */
  decodingStrategy?: Input<string>;
}

/** One Secret that is filled from the store. */
export interface ExternalSecretArgs {
  /** Where the value of each key is, by the Secret's keys. */
  data: { [key: string]: ExternalSecretDataArgs };
  /**
   * Type of the Secret, e.g. `kubernetes.io/tls`.
   * @default "Opaque"
   */
  type?: Input<string>;
  /**
   * How often the store is read, as a Go duration.
   * @default that of all
   */
  refreshInterval?: Input<string>;
  /** A higher number makes the operator read the store at once. */
  generation?: number;
}

/** Secrets that the External Secrets operator fills from a store. */
export interface ExternalSecretsSettingsArgs {
  /** The store. */
  store: SecretStoreArgs;
  /**
   * How often the store is read, as a Go duration; `0` reads it once.
   * @default "1h"
   */
  refreshInterval?: Input<string>;
  /**
   * Wait until the operator has filled the Secrets before pods that read them are made.
   * @default true
   */
  waitForSecrets?: boolean;
  /** The Secrets by their names, which `passwordSecret` and the like refer to. */
  secrets: { [name: string]: ExternalSecretArgs };
}
