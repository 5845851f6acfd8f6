import type { Input } from "@pulumi/pulumi";
import type { AdoptedServiceArgs } from "../kubernetes/adoption";
import type { ContainerImageArgs } from "../args/place";
import type { DatabaseConnectionArgs } from "../args/database";
import type { ServiceMonitorArgs } from "../args/server";
import type { SecretKeyArgs } from "../args/shared";
import type { WorkloadArgs } from "../args/workload";
import type { DexDocumentArgs } from "../args/dex-document";
import type { TrustArgs } from "../args/trust";

/** Arguments of `DexProvider`. */
export interface DexProviderArgs extends WorkloadArgs, AdoptedServiceArgs, DexDocumentArgs {
  /** Kubernetes namespace. */
  namespace: Input<string>;
  /** Issuer: the public URL of Dex, without a trailing slash. */
  issuer: Input<string>;
  /** Redirect URI of Membership: `<membership>/api/authorize/callback`. */
  redirectUri: Input<string>;
  /** Database that Dex keeps its state in; required with the `storageType` `postgres`. */
  storage?: DatabaseConnectionArgs;
  /** Private authorities of certificates that Dex trusts, such as those of the providers behind it. */
  trust?: TrustArgs;
  /** Metrics for the Prometheus operator. */
  serviceMonitor?: ServiceMonitorArgs;
  /** Image. */
  image?: ContainerImageArgs;
  /**
   * Id of Membership's client.
   * @default "membership"
   */
  clientId?: Input<string>;
  /** Secret of Membership's client. @default generated */
  clientSecret?: Input<string>;
  /** Existing Secret with the secret of Membership's client. */
  clientSecretRef?: SecretKeyArgs;
  /**
   * Generation of the client secret; a higher number generates a new one.
   * @default 1
   */
  clientSecretGeneration?: Input<number>;
  /**
   * Generation of the generated passwords; a higher number generates new ones.
   * @default 1
   */
  passwordGeneration?: Input<number>;
  /**
   * Generation of the generated session key; a higher number generates a new one.
   * @default 1
   */
  sessionKeyGeneration?: Input<number>;
  /** Generations of the additional clients' generated secrets, by client id. @default 1 for each */
  additionalClientGenerations?: { [clientId: string]: number };
  /**
   * Value of the label `app.kubernetes.io/instance`.
   * @default the component's name
   */
  instance?: string;
}
