import type * as pulumi from "@pulumi/pulumi";
import type { AdoptedServiceArgs } from "../kubernetes/adoption";
import type { LicenceArgs, NatsArgs } from "../args/connections";
import type { DatabaseConnectionArgs } from "../args/database";
import type { LoginProviderArgs } from "../args/identity";
import type { MembershipServerArgs, OAuthClientArgs } from "../args/membership";
import type { ContainerImageArgs } from "../args/place";
import type { TrustArgs } from "../args/trust";

/** Arguments of {@link MembershipService}. */
export interface MembershipServiceArgs extends MembershipServerArgs, AdoptedServiceArgs {
  /** Kubernetes namespace. */
  namespace: pulumi.Input<string>;
  /** Public URL of Membership, without `/api`. */
  url: pulumi.Input<string>;
  /** Public URL of Console; Membership hands it out to `fctl ui`. */
  consoleUrl?: pulumi.Input<string>;
  /** The provider that users log in with. */
  loginProvider: LoginProviderArgs;
  /** Private authorities of certificates that Membership trusts, such as the login provider's. */
  trust?: TrustArgs;
  /** Database. */
  database: DatabaseConnectionArgs;
  /** Image. */
  image?: ContainerImageArgs;
  /** OAuth clients of Membership: Console, Portal, `fctl` and others. */
  clients?: OAuthClientArgs[];
  /**
   * File for the image's wizard, which creates the first users, organizations, regions and stacks: a
   * secret, because it contains client secrets. A Job runs once for each content.
   * @default none: no wizard runs
   */
  wizardFile?: pulumi.Input<string>;
  /** Generations of the clients' generated secrets, by client id. */
  clientSecretGenerations?: { [clientId: string]: number };
  /** Address that agents reach Stargate at, host and port. */
  stargateServerUrl?: pulumi.Input<string>;
  /** Make agents connect to Stargate without TLS. @default false */
  stargateDisableTls?: pulumi.Input<boolean>;
  /** NATS, for events and agents. */
  nats?: NatsArgs;
  /** Licence. */
  licence?: LicenceArgs;
  /** Value of the label `app.kubernetes.io/instance`. @default the component's name */
  instance?: string;
}
