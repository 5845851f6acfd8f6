import type * as pulumi from "@pulumi/pulumi";
import type { SeedContentArgs, SeedPortForwardArgs } from "../args/seed";

/** How the machine that runs Pulumi reaches Membership's database. */
export interface SeedConnectionArgs {
  /** Host of the server. **Replaces:** the seed runs again on another host. */
  host: pulumi.Input<string>;
  /** Port of the server. **Replaces:** as for `host`. */
  port: pulumi.Input<number>;
  /** Name of the database. **Replaces:** as for `host`. */
  database: pulumi.Input<string>;
  /** Role that logs in; it needs the rights to read and write Membership's tables. */
  user: pulumi.Input<string>;
  /** Password of the role; always a secret. */
  password: pulumi.Input<string>;
  /**
   * `verify-full`, `verify-ca`, `require` or `disable`.
   * @default "verify-full"
   */
  tlsMode?: pulumi.Input<string>;
  /**
   * PEM of the authority that signed the server's certificate.
   * @default the authorities that Node trusts
   */
  tlsCa?: pulumi.Input<string>;
  /**
   * Allow a connection without TLS, if something else encrypts it.
   * @default false
   */
  allowInsecure?: boolean;
  /**
   * Reach a database inside a cluster through the Kubernetes API. `host` is still the name that the
   * pods use; it identifies the database, and the certificate is verified against it.
   * @default none: `host` is reached from the machine that runs Pulumi
   */
  portForward?: SeedPortForwardArgs;
}

/** The Job that migrates the database, which the seed watches while it waits for the tables. */
export interface SeedMigrationArgs {
  /** Namespace of the Job. */
  namespace: pulumi.Input<string>;
  /** Name of the Job. */
  job: pulumi.Input<string>;
  /**
   * Path of the kubeconfig.
   * @default what kubectl uses
   */
  kubeconfig?: pulumi.Input<string>;
  /**
   * Context of the kubeconfig.
   * @default the current one
   */
  context?: pulumi.Input<string>;
}

/** Arguments of {@link MembershipSeed}. */
export interface MembershipSeedArgs extends SeedContentArgs {
  /** The database; not needed by the wizard. */
  connection?: SeedConnectionArgs;
  /**
   * The migration Job. If it has failed, the seed fails with the Job's message instead of waiting.
   * @default unknown: the seed waits for the tables
   */
  migration?: SeedMigrationArgs;
  /**
   * Generation of the generated client secrets; a higher number generates new ones.
   * @default 1
   */
  secretGeneration?: pulumi.Input<number>;
}
