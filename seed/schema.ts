import { z } from "zod";
import { memberRoles, stackStates, systemRoles } from "./choices";
import {
  baseUrl,
  email,
  mailDomain,
  organizationId,
  policy,
  policyId,
  stackId,
  text,
} from "./text-fields";

const userSchema = z
  .strictObject({
    email: email.describe(
      "E-mail address: the natural key, ignoring case. A user with this address is adopted, never duplicated. Source: users.email.",
    ),
    id: text
      .optional()
      .describe(
        "User id; for a static user of Dex, its userID. Default: a UUID (version 5) of the address. Source: users.id.",
      ),
    role: z
      .enum(systemRoles)
      .optional()
      .describe(
        "System role. Default: USER for a new user; an existing user's role stays unchanged. The API has USER and SYSTEM; the wizard's example also has ADMIN. Source: users.role.",
      ),
  })
  .describe("A user of Membership.");

const memberSchema = z
  .strictObject({
    user: text.describe("E-mail address or id of an entry of users."),
    role: z
      .enum(memberRoles)
      .optional()
      .describe(
        "Role in the organization; on releases with policies, it stands for the policy in rolePolicies. Default: GUEST when new, ADMIN for the owner.",
      ),
    policy: policy
      .optional()
      .describe(
        "Name or number of the policy (the organization's own or a built-in one), on releases with policies. Default: that of the role.",
      ),
    policyId: policyId.optional().describe("Number of the policy; the same as policy."),
  })
  .describe("A user's place in the organization.");

const policySchema = z
  .strictObject({
    name: text.describe("Name, which identifies the policy in its organization."),
    description: text.optional().describe("Description. Default: the database's."),
    scopes: z
      .array(text)
      .optional()
      .describe(
        "What its users may do, such as organization:ReadPolicy or stack:Read. Default: nothing when new.",
      ),
  })
  .describe("A policy of an organization, on releases with policies.");

const organizationSchema = z
  .strictObject({
    name: text.describe("Name: the natural key if there is no id. Source: organizations.name."),
    id: organizationId
      .optional()
      .describe(
        "Organization id, the part before the dash of Stack resource names. Default: 12 lower-case letters derived from the name. Source: organizations.id.",
      ),
    domain: mailDomain
      .optional()
      .describe(
        "E-mail domain whose users join when they first log in. Default: none. Source: organizations.domain.",
      ),
    owner: text.describe(
      "E-mail address or id of an entry of users; the owner is also made an ADMIN member. Source: organizations.owner_id.",
    ),
    ownerPolicy: policy
      .optional()
      .describe(
        "Name or number of the owner's policy, on releases with policies. Default: that of the role ADMIN.",
      ),
    defaultPolicy: policy
      .optional()
      .describe(
        "Name or number of the policy for users who join through the domain. Default: the database's. Source: organizations.default_policy_id.",
      ),
    defaultPolicyId: policyId
      .optional()
      .describe("Number of that policy; the same as defaultPolicy."),
    policies: z
      .array(policySchema)
      .optional()
      .describe("Policies of the organization, on releases with policies. Default: none."),
    features: z
      .array(text)
      .optional()
      .describe(
        "Names of features to turn on, such as EnablePrivateRegionsCreation. Default: none.",
      ),
    groups: z
      .array(z.record(z.string(), z.unknown()).meta({ freeform: true }))
      .optional()
      .describe(
        "Groups, in the format of the wizard's file, without organizationId. Only with via: wizard. Default: none.",
      ),
    members: z
      .array(memberSchema)
      .optional()
      .describe("Members other than the owner. Default: none."),
  })
  .describe("An organization of Membership.");

const versionSetSchema = z
  .strictObject({
    name: text.describe("Name that stacks use as their version, such as v3.2."),
    services: z
      .record(text, text)
      .describe("Image tags by service, such as ledger, with the names of the Versions resource."),
  })
  .describe("A version set: the image tags that stacks of one version run.");

const regionSchema = z
  .strictObject({
    name: text.describe("Name: the natural key if there is no id. Source: regions.name."),
    id: text
      .optional()
      .describe("Region id. Default: a UUID (version 5) of the name. Source: regions.id."),
    baseUrl: baseUrl.describe(
      "URL of the region's stacks, http or https. Source: regions.base_url.",
    ),
    organization: text
      .optional()
      .describe(
        "Name or id of the organization that owns a private region. Default: none, a public region. Source: regions.organization_id.",
      ),
    active: z
      .boolean()
      .optional()
      .describe(
        "Whether stacks can be created in the region. Default: true. Source: regions.active.",
      ),
    production: z
      .boolean()
      .optional()
      .describe("Whether the region is for production. Default: true. Source: regions.production."),
    creator: text
      .optional()
      .describe(
        "E-mail address or id of an entry of users. Default: the owner of a private region's organization, otherwise none. Source: regions.creator_id.",
      ),
    versions: z
      .array(versionSetSchema)
      .optional()
      .describe(
        "Version sets of the region. Only with via: wizard; otherwise the region's agent reports them. Default: none.",
      ),
  })
  .describe("A region, where stacks run.");

const stackMemberSchema = z
  .strictObject({
    user: text.describe("E-mail address or id of a member of the stack's organization."),
    role: z
      .enum(memberRoles)
      .optional()
      .describe(
        "Role in the stack; on releases with policies, it stands for the policy in rolePolicies. Default: GUEST when new.",
      ),
    policy: policy
      .optional()
      .describe(
        "Name or number of the policy (the organization's own or a built-in one). Default: that of the role.",
      ),
  })
  .describe("A user's access to the stack.");

const stackSchema = z
  .strictObject({
    name: text.describe("Name: the natural key in its organization if there is no id."),
    id: stackId
      .optional()
      .describe(
        "Stack id, the part after the dash of the Stack resource's name. Default: 8 lower-case letters derived from organization and name. Source: stacks.id.",
      ),
    organization: text.describe("Name or id of an entry of organizations."),
    region: text.describe("Name or id of an entry of regions; a stack can't move to another one."),
    version: text
      .optional()
      .describe("Name of a version set, such as v3.2. Default: the database's."),
    modules: z
      .array(text)
      .optional()
      .describe("Names of the modules, such as ledger. Default: the database's."),
    clientSecret: text.optional().meta({
      description:
        "Secret of the client stack_<organization>_<stack>; the stack's Auth module needs the same value. Default: generated. Source: stacks.client_secret.",
      secret: true,
    }),
    stargateEnabled: z
      .boolean()
      .optional()
      .describe(
        "Whether the stack is reached through Stargate. Default: the database's, otherwise false.",
      ),
    state: z
      .enum(stackStates)
      .optional()
      .describe("State. Default: ACTIVE when new; Membership changes it afterwards."),
    members: z
      .array(stackMemberSchema)
      .optional()
      .describe("Members of the organization with access to this stack. Default: none."),
    allowDeletion: z
      .boolean()
      .optional()
      .describe(
        "Whether the row may be deleted, under prune: owned, once the entry is gone. Default: false.",
      ),
  })
  .describe("A stack of an organization, in a region.");

const rolePoliciesSchema = z
  .strictObject({
    admin: policy
      .optional()
      .describe(
        "Policy of the role ADMIN in an organization, its owner's too. Default: OrganizationAdmin.",
      ),
    guest: policy
      .optional()
      .describe(
        "Policy of the role GUEST in an organization. Default: OrganizationGuest, otherwise StackGuest.",
      ),
    stackAdmin: policy
      .optional()
      .describe("Policy of the role ADMIN in a stack. Default: StackAdmin."),
    stackGuest: policy
      .optional()
      .describe("Policy of the role GUEST in a stack. Default: StackGuest."),
  })
  .describe("Names or numbers of the built-in policies that roles stand for.");

/** Every field of the seed, without the checks across entries. */
export const seedFields = z
  .strictObject({
    regions: z.array(regionSchema).optional().describe("Regions. Default: none."),
    organizations: z.array(organizationSchema).optional().describe("Organizations. Default: none."),
    users: z.array(userSchema).optional().describe("Users. Default: none."),
    stacks: z.array(stackSchema).optional().describe("Stacks. Default: none."),
    rolePolicies: rolePoliciesSchema
      .optional()
      .describe("The built-in policies that roles stand for, on releases with policies."),
  })
  .describe(
    "The regions, organizations, users and stacks that Membership's database should contain.",
  );

/** A value that nobody changes, whatever is inside it. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** A user of Membership. */
export type UserSpecification = Frozen<z.infer<typeof userSchema>>;

/** A member of an organization. */
export type MemberSpecification = Frozen<z.infer<typeof memberSchema>>;

/** A policy of an organization. */
export type PolicySpecification = Frozen<z.infer<typeof policySchema>>;

/** A user's access to a stack. */
export type StackMemberSpecification = Frozen<z.infer<typeof stackMemberSchema>>;

/** The policies that roles stand for. */
export type RolePolicies = Frozen<z.infer<typeof rolePoliciesSchema>>;

/** An organization, with its members. */
export type OrganizationSpecification = Frozen<z.infer<typeof organizationSchema>>;

/** A region. */
export type RegionSpecification = Frozen<z.infer<typeof regionSchema>>;

/** A stack. */
export type StackSpecification = Frozen<z.infer<typeof stackSchema>>;

/** What a Membership database is to hold. */
export type SeedSpecification = Frozen<z.infer<typeof seedFields>>;
