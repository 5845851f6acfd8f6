// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input, Inputs } from "@pulumi/pulumi";

/** First contents of Membership's database. */
export interface SeedSettingsArgs extends SeedContentArgs {
  /**
   * Connect to a database inside a cluster through the Kubernetes API, as `kubectl port-forward`
   * does. `database.host` is still the name that the pods use.
   * @default a direct connection
   */
  portForward?: SeedPortForwardArgs;
}

/** What the seed writes, and how. */
export interface SeedContentArgs {
  /**
   * How the rows are written: over a connection from the machine that runs Pulumi (`database`), or
   * by the image's own wizard in a Job in the cluster, which supports fewer fields (`wizard`).
   * @default "database"
   */
  via?: string;
  /**
   * Schema of Membership's tables, exactly as Postgres spells it.
   * @default "membership"
   */
  schema?: Input<string>;
  /**
   * How long to wait for Membership's migrations, in seconds.
   * @default 300
   */
  waitForMigrationsSeconds?: Input<number>;
  /**
   * What to do with rows that the seed created when their entry is gone: keep them (`never`), keep
   * them and list them in the summary (`warn`), or delete them (`owned`).
   * @default "never"
   */
  prune?: Input<string>;
  /**
   * What to do with fields that were changed by hand: `restore` them, or `keep` them until their
   * entry changes. A refresh shows them in both cases.
   * @default "restore"
   */
  drift?: Input<string>;
  /** Regions. Default: none. */
  regions?: SeedRegionArgs[];
  /** Organizations. Default: none. */
  organizations?: SeedOrganizationArgs[];
  /** Users. Default: none. */
  users?: SeedUserArgs[];
  /** Stacks. Default: none. */
  stacks?: SeedStackArgs[];
  /** The built-in policies that roles stand for, on releases with policies. */
  rolePolicies?: SeedRolePoliciesArgs;
}

/** A Service or pod to forward a connection to, as `kubectl port-forward` does. */
export interface SeedPortForwardArgs {
  /**
   * Context of the kubeconfig, which is `KUBECONFIG`, else `~/.kube/config`.
   * @default the current context
   */
  context?: Input<string>;
  /** Namespace of the Service or pod. */
  namespace: Input<string>;
  /** Name of the Service. The connection goes to one of its ready pods. */
  service?: Input<string>;
  /** Name of the pod, instead of a Service. */
  pod?: Input<string>;
  /**
   * Port of the Service or pod.
   * @default the database's port
   */
  port?: Input<number>;
}

/** A region, where stacks run. */
export interface SeedRegionArgs {
  /** Name: the natural key if there is no id. Source: regions.name. */
  name: Input<string>;
  /** Region id. Default: a UUID (version 5) of the name. Source: regions.id. */
  id?: Input<string>;
  /** URL of the region's stacks, http or https. Source: regions.base_url. */
  baseUrl: Input<string>;
  /**
   * Name or id of the organization that owns a private region. Default: none, a public region.
   * Source: regions.organization_id.
   */
  organization?: Input<string>;
  /** Whether stacks can be created in the region. Default: true. Source: regions.active. */
  active?: Input<boolean>;
  /** Whether the region is for production. Default: true. Source: regions.production. */
  production?: Input<boolean>;
  /**
   * E-mail address or id of an entry of users. Default: the owner of a private region's
   * organization, otherwise none. Source: regions.creator_id.
   */
  creator?: Input<string>;
  /**
   * Version sets of the region. Only with via: wizard; otherwise the region's agent reports them.
   * Default: none.
   */
  versions?: SeedVersionSetArgs[];
}

/** The image tags that stacks of one version run. */
export interface SeedVersionSetArgs {
  /** Name that stacks use as their version, such as v3.2. */
  name: Input<string>;
  /** Image tags by service, such as ledger, with the names of the Versions resource. */
  services: Input<{ [key: string]: Input<string> }>;
}

/** An organization. */
export interface SeedOrganizationArgs {
  /** Name: the natural key if there is no id. Source: organizations.name. */
  name: Input<string>;
  /**
   * Organization id, the part before the dash of Stack resource names. Default: 12 lower-case
   * letters derived from the name. Source: organizations.id.
   */
  id?: Input<string>;
  /**
   * E-mail domain whose users join when they first log in. Default: none. Source:
   * organizations.domain.
   */
  domain?: Input<string>;
  /**
   * E-mail address or id of an entry of users; the owner is also made an ADMIN member. Source:
   * organizations.owner_id.
   */
  owner: Input<string>;
  /**
   * Name or number of the owner's policy, on releases with policies. Default: that of the role
   * ADMIN.
   */
  ownerPolicy?: Input<string>;
  /**
   * Name or number of the policy for users who join through the domain. Default: the database's.
   * Source: organizations.default_policy_id.
   */
  defaultPolicy?: Input<string>;
  /** Number of that policy; the same as defaultPolicy. */
  defaultPolicyId?: Input<number>;
  /** Policies of the organization, on releases with policies. Default: none. */
  policies?: SeedPolicyArgs[];
  /** Names of features to turn on, such as EnablePrivateRegionsCreation. Default: none. */
  features?: Input<Input<string>[]>;
  /**
   * Groups, in the format of the wizard's file, without organizationId. Only with via: wizard.
   * Default: none.
   */
  groups?: Input<Inputs>[];
  /** Members other than the owner. Default: none. */
  members?: SeedMemberArgs[];
}

/** A policy of an organization. */
export interface SeedPolicyArgs {
  /** Name, which identifies the policy in its organization. */
  name: Input<string>;
  /** Description. Default: the database's. */
  description?: Input<string>;
  /**
   * What its users may do, such as organization:ReadPolicy or stack:Read. Default: nothing when
   * new.
   */
  scopes?: Input<Input<string>[]>;
}

/** A member of an organization. */
export interface SeedMemberArgs {
  /** E-mail address or id of an entry of users. */
  user: Input<string>;
  /**
   * Role in the organization; on releases with policies, it stands for the policy in rolePolicies.
   * Default: GUEST when new, ADMIN for the owner. `ADMIN` or `GUEST`.
   */
  role?: Input<string>;
  /**
   * Name or number of the policy (the organization's own or a built-in one), on releases with
   * policies. Default: that of the role.
   */
  policy?: Input<string>;
  /** Number of the policy; the same as policy. */
  policyId?: Input<number>;
}

/** A user. */
export interface SeedUserArgs {
  /**
   * E-mail address: the natural key, ignoring case. A user with this address is adopted, never
   * duplicated. Source: users.email.
   */
  email: Input<string>;
  /**
   * User id; for a static user of Dex, its userID. Default: a UUID (version 5) of the address.
   * Source: users.id.
   */
  id?: Input<string>;
  /**
   * System role. Default: USER for a new user; an existing user's role stays unchanged. The API has
   * USER and SYSTEM; the wizard's example also has ADMIN. Source: users.role. `USER`, `SYSTEM` or
   * `ADMIN`.
   */
  role?: Input<string>;
}

/** A stack of an organization, in a region. */
export interface SeedStackArgs {
  /** Name: the natural key in its organization if there is no id. */
  name: string;
  /**
   * Stack id, the part after the dash of the Stack resource's name. Default: 8 lower-case letters
   * derived from organization and name. Source: stacks.id.
   */
  id?: Input<string>;
  /** Name or id of an entry of organizations. */
  organization: string;
  /** Name or id of an entry of regions; a stack can't move to another one. */
  region: Input<string>;
  /** Name of a version set, such as v3.2. Default: the database's. */
  version?: Input<string>;
  /** Names of the modules, such as ledger. Default: the database's. */
  modules?: Input<Input<string>[]>;
  /**
   * Secret of the client stack_<organization>_<stack>; the stack's Auth module needs the same
   * value. Default: generated. Source: stacks.client_secret.
   */
  clientSecret?: Input<string>;
  /** Whether the stack is reached through Stargate. Default: the database's, otherwise false. */
  stargateEnabled?: Input<boolean>;
  /**
   * State. Default: ACTIVE when new; Membership changes it afterwards. `ACTIVE`, `DISABLED` or
   * `DELETED`.
   */
  state?: Input<string>;
  /** Members of the organization with access to this stack. Default: none. */
  members?: SeedStackMemberArgs[];
  /** Whether the row may be deleted, under prune: owned, once the entry is gone. Default: false. */
  allowDeletion?: Input<boolean>;
}

/** A user's access to a stack. */
export interface SeedStackMemberArgs {
  /** E-mail address or id of a member of the stack's organization. */
  user: Input<string>;
  /**
   * Role in the stack; on releases with policies, it stands for the policy in rolePolicies.
   * Default: GUEST when new. `ADMIN` or `GUEST`.
   */
  role?: Input<string>;
  /**
   * Name or number of the policy (the organization's own or a built-in one). Default: that of the
   * role.
   */
  policy?: Input<string>;
}

/** The built-in policies that roles stand for, by name or number. */
export interface SeedRolePoliciesArgs {
  /** Policy of the role ADMIN in an organization, its owner's too. Default: OrganizationAdmin. */
  admin?: Input<string>;
  /**
   * Policy of the role GUEST in an organization. Default: OrganizationGuest, otherwise StackGuest.
   */
  guest?: Input<string>;
  /** Policy of the role ADMIN in a stack. Default: StackAdmin. */
  stackAdmin?: Input<string>;
  /** Policy of the role GUEST in a stack. Default: StackGuest. */
  stackGuest?: Input<string>;
}
