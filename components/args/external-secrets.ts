// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";

/** Secrets that the External Secrets operator fills from a store. */
export interface ExternalSecretsSettingsArgs {
  /**
   * The store that the operator reads.
   * @see https://external-secrets.io/latest/api/clustersecretstore/
   */
  store: SecretStoreArgs;
  /**
   * How often the operator reads the store, as a Go duration; `0s` reads it once.
   * @default "1h"
   */
  refreshInterval?: Input<string>;
  /**
   * Wait until the operator has filled the Secrets before creating the pods that read them.
   * @default true
   */
  waitForSecrets?: boolean;
  /** The Secrets by name. Settings such as `passwordSecret` refer to them. */
  secrets: { [key: string]: ExternalSecretArgs };
}

/** A store of the External Secrets operator. */
export interface SecretStoreArgs {
  /** Name of the store. */
  name: Input<string>;
  /**
   * Kind of the store. A SecretStore must be in the control plane's namespace. `ClusterSecretStore`
   * or `SecretStore`.
   * @default "ClusterSecretStore"
   */
  kind?: Input<string>;
}

/** One Secret that is filled from the store. */
export interface ExternalSecretArgs {
  /** Source of each value, by the Secret's keys. */
  data: { [key: string]: ExternalSecretDataArgs };
  /**
   * Type of the Secret.
   * @default "Opaque"
   * @example "kubernetes.io/tls"
   */
  type?: Input<string>;
  /**
   * How often the operator reads the store, as a Go duration.
   * @default `externalSecrets.refreshInterval`
   */
  refreshInterval?: Input<string>;
  /**
   * A higher number makes the operator read the store immediately.
   * @default none
   */
  generation?: number;
}

/** Source of one value in the store. */
export interface ExternalSecretDataArgs {
  /** Name of the secret in the store, such as a path in Vault. */
  remoteKey: Input<string>;
  /**
   * Property of the secret, if it holds several values.
   * @default the whole secret
   */
  property?: Input<string>;
  /**
   * Version of the secret.
   * @default the latest
   */
  version?: Input<string>;
  /**
   * How to decode the value. `None`, `Base64`, `Base64URL` or `Auto`.
   * @default "None"
   */
  decodingStrategy?: Input<string>;
}
