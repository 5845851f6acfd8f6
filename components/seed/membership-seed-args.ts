import type * as pulumi from "@pulumi/pulumi";

/** How the machine that runs Pulumi reaches Membership's database. */
export interface SeedConnectionArgs {
  /** Host of the server. **Replaces:** the seed runs anew on another host. */
  host: pulumi.Input<string>;
  /** Port of the server. **Replaces:** as for `host`. */
  port: pulumi.Input<number>;
  /** Name of the database. **Replaces:** as for `host`. */
  database: pulumi.Input<string>;
  /** Role that logs in; it must be allowed to read and write Membership's tables. */
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
   * The way to a database inside a cluster: through the Kubernetes API. `host` stays the name that
   * the pods use; it names the database, and its certificate is verified for it.
   * @default none: `host` is reached from the machine that runs Pulumi
   */
  portForward?: SeedPortForwardArgs;
}

/** A Service or pod that a connection is forwarded to, as by `kubectl port-forward`. */
export interface SeedPortForwardArgs {
  /**
   * Context of the kubeconfig (`KUBECONFIG`, else `~/.kube/config`).
   * @default the current context
   */
  context?: pulumi.Input<string>;
  /** Namespace of the Service or pod. */
  namespace: pulumi.Input<string>;
  /** Name of the Service; a ready pod behind it is taken. */
  service?: pulumi.Input<string>;
  /** Name of the pod, instead of a Service. */
  pod?: pulumi.Input<string>;
  /**
   * Port of the Service or pod.
   * @default the database's port
   */
  port?: pulumi.Input<number>;
}

/** A region, where stacks run. */
export interface SeedRegionArgs {
  /** Name: the natural key without an id. */
  name: pulumi.Input<string>;
  /**
   * Region id.
   * @default a UUID made from the name
   */
  id?: pulumi.Input<string>;
  /** URL under which the region's stacks are served. */
  baseUrl: pulumi.Input<string>;
  /**
   * Name or id of the organization that owns a private region.
   * @default none: a public region
   */
  organization?: pulumi.Input<string>;
  /**
   * Whether stacks can be made in the region.
   * @default true
   */
  active?: pulumi.Input<boolean>;
  /**
   * Whether the region is for production.
   * @default true
   */
  production?: pulumi.Input<boolean>;
  /**
   * E-mail address or id of a seeded user.
   * @default the owner of a private region's organization, else none
   */
  creator?: pulumi.Input<string>;
  /**
   * Version sets of the region; only with `via: wizard`.
   * @default none
   */
  versions?: SeedVersionSetArgs[];
}

/** A version set: the image tags that stacks of one version run. */
export interface SeedVersionSetArgs {
  /** Name, as stacks give it as their version, such as `v3.2`. */
  name: pulumi.Input<string>;
  /** Image tags by service, such as `ledger`. */
  services: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** A user's place in an organization. */
export interface SeedMemberArgs {
  /** E-mail address or id of a seeded user. */
  user: pulumi.Input<string>;
  /**
   * `ADMIN` or `GUEST`.
   * @default "GUEST" for a new member
   */
  role?: pulumi.Input<string>;
  /** Number of the policy, on releases of Membership that keep policies. */
  policyId?: pulumi.Input<number>;
}

/** An organization. */
export interface SeedOrganizationArgs {
  /** Name: the natural key without an id. */
  name: pulumi.Input<string>;
  /**
   * Organization id: lower-case letters and digits.
   * @default 12 letters made from the name
   */
  id?: pulumi.Input<string>;
  /** E-mail domain whose users join on their first login. */
  domain?: pulumi.Input<string>;
  /** E-mail address or id of a seeded user, who is also made an `ADMIN` member. */
  owner: pulumi.Input<string>;
  /** Number of the policy that new members get. */
  defaultPolicyId?: pulumi.Input<number>;
  /**
   * Names of features that are switched on, such as `EnablePrivateRegionsCreation`; only with
   * `via: wizard`.
   * @default none
   */
  features?: pulumi.Input<pulumi.Input<string>[]>;
  /** Members beside the owner. */
  members?: SeedMemberArgs[];
}

/** A user. */
export interface SeedUserArgs {
  /** E-mail address: the natural key, whatever its case. */
  email: pulumi.Input<string>;
  /**
   * User id; for a Dex static user its `userID`.
   * @default a UUID made from the address
   */
  id?: pulumi.Input<string>;
  /**
   * `USER`, `SYSTEM` or `ADMIN`.
   * @default "USER" for a new user
   */
  role?: pulumi.Input<string>;
}

/** A stack of an organization, in a region. */
export interface SeedStackArgs {
  /** Name: the natural key in its organization without an id. */
  name: string;
  /**
   * Stack id: lower-case letters, digits and inner dashes.
   * @default 8 letters made from organization and name
   */
  id?: pulumi.Input<string>;
  /** Name or id of a seeded organization. */
  organization: string;
  /** Name or id of a seeded region. A stack can't move to another one. */
  region: pulumi.Input<string>;
  /** Name of a version set, such as `v3.2`. */
  version?: pulumi.Input<string>;
  /** Names of the modules, such as `ledger`. */
  modules?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Secret of the client `stack_<organization>_<stack>`; the stack's Auth module needs the same.
   * @default 40 random letters and digits
   */
  clientSecret?: pulumi.Input<string>;
  /**
   * Whether the stack is reached through Stargate.
   * @default the database's default, else false
   */
  stargateEnabled?: pulumi.Input<boolean>;
  /**
   * `ACTIVE`, `DISABLED` or `DELETED`.
   * @default "ACTIVE" for a new stack; Membership moves it afterwards
   */
  state?: pulumi.Input<string>;
  /**
   * Whether the row may be deleted, under `prune: owned`, once the entry is gone.
   * @default false
   */
  allowDeletion?: pulumi.Input<boolean>;
}

/** Arguments of {@link MembershipSeed}. */
export interface MembershipSeedArgs {
  /** The database; not needed by the wizard. */
  connection?: SeedConnectionArgs;
  /**
   * Who writes the rows: `database` (this component, over a connection) or `wizard` (the image's
   * own wizard, which is given `wizardFile`; nothing is connected to).
   * @default "database"
   */
  via?: string;
  /**
   * Schema of Membership's tables. **Replaces:** the seed runs anew in another schema.
   * @default "membership"
   */
  schema?: pulumi.Input<string>;
  /**
   * How long to wait for Membership's migrations, in seconds.
   * @default 300
   */
  waitForMigrationsSeconds?: pulumi.Input<number>;
  /**
   * What becomes of rows that the seed created and whose entry was removed: `never` (kept), `warn`
   * (kept and named in the summary) or `owned` (deleted).
   * @default "never"
   */
  prune?: pulumi.Input<string>;
  /**
   * What becomes of fields that somebody changed by hand: `mend` (written again) or `keep` (left,
   * until their entry changes). A refresh shows them in both cases, and a row that was deleted is
   * made again.
   * @default "mend"
   */
  drift?: pulumi.Input<string>;
  /** Regions. */
  regions?: SeedRegionArgs[];
  /** Organizations. */
  organizations?: SeedOrganizationArgs[];
  /** Users. */
  users?: SeedUserArgs[];
  /** Stacks. */
  stacks?: SeedStackArgs[];
  /**
   * Generation of the generated client secrets; a higher number makes new ones.
   * @default 1
   */
  secretGeneration?: pulumi.Input<number>;
}
