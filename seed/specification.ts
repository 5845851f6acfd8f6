/** Role of a user in the whole of Membership. */
export type SystemRole = "USER" | "SYSTEM" | "ADMIN";

/** Role of a user in one organization. */
export type MemberRole = "ADMIN" | "GUEST";

/** State of a stack. */
export type StackState = "ACTIVE" | "DISABLED" | "DELETED";

/** A user of Membership; the natural key is the e-mail address, whatever its case. */
export interface UserSpecification {
  readonly email: string;
  readonly id?: string | undefined;
  readonly role?: SystemRole | undefined;
}

/** A user's place in an organization. */
export interface MemberSpecification {
  /** E-mail address or id of one of the specified users. */
  readonly user: string;
  readonly role?: MemberRole | undefined;
  readonly policyId?: number | undefined;
}

/** An organization; the natural key is its id or, without one, its name. */
export interface OrganizationSpecification {
  readonly name: string;
  readonly id?: string | undefined;
  readonly domain?: string | undefined;
  /** E-mail address or id of one of the specified users. */
  readonly owner: string;
  readonly defaultPolicyId?: number | undefined;
  /** Only for the image's wizard. */
  readonly features?: readonly string[] | undefined;
  readonly members?: readonly MemberSpecification[] | undefined;
}

/** The image tags of a region's services, under a name that stacks choose. */
export interface VersionSetSpecification {
  readonly name: string;
  /** Image tags by service. */
  readonly services: Readonly<Record<string, string>>;
}

/** A region; the natural key is its id or, without one, its name. */
export interface RegionSpecification {
  readonly name: string;
  readonly id?: string | undefined;
  readonly baseUrl: string;
  /** Name or id of the organization that owns a private region. */
  readonly organization?: string | undefined;
  readonly active?: boolean | undefined;
  readonly production?: boolean | undefined;
  /** E-mail address or id of one of the specified users. */
  readonly creator?: string | undefined;
  /** Only for the image's wizard. */
  readonly versions?: readonly VersionSetSpecification[] | undefined;
}

/** A stack; the natural key is its organization with its id or, without one, its name. */
export interface StackSpecification {
  readonly name: string;
  readonly id?: string | undefined;
  /** Name or id of one of the specified organizations. */
  readonly organization: string;
  /** Name or id of one of the specified regions. */
  readonly region: string;
  readonly version?: string | undefined;
  readonly modules?: readonly string[] | undefined;
  /** Secret. */
  readonly clientSecret?: string | undefined;
  readonly stargateEnabled?: boolean | undefined;
  readonly state?: StackState | undefined;
  readonly allowDeletion?: boolean | undefined;
}

/** What a Membership database is to hold. */
export interface SeedSpecification {
  readonly regions?: readonly RegionSpecification[] | undefined;
  readonly organizations?: readonly OrganizationSpecification[] | undefined;
  readonly users?: readonly UserSpecification[] | undefined;
  readonly stacks?: readonly StackSpecification[] | undefined;
}

/** What becomes of rows that this project created and that the specification no longer names. */
export type PrunePolicy = "never" | "warn" | "owned";

/** What becomes of fields that somebody changed by hand since the last run. */
export type DriftPolicy = "mend" | "keep";

/** Version of the shape of the stored inputs: raise it to make every deployed seed run again. */
export const specVersion = 1;
