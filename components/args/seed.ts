import type { Input } from "@pulumi/pulumi";
import type {
  SeedOrganizationArgs,
  SeedPortForwardArgs,
  SeedRegionArgs,
  SeedStackArgs,
  SeedUserArgs,
} from "../seed/membership-seed-args";

/** First contents of Membership's database. */
export interface SeedSettingsArgs {
  /**
   * Who writes the rows: `database` (over a connection from the machine that runs Pulumi) or
   * `wizard` (the image's own wizard, in a Job in the cluster; it knows fewer fields).
   * @default "database"
   */
  via?: string;
  /**
   * The way to a database inside a cluster: through the Kubernetes API.
   * @default none: the database is reached directly
   */
  portForward?: SeedPortForwardArgs;
  /**
   * Schema of Membership's tables.
   * @default "membership"
   */
  schema?: Input<string>;
  /**
   * How long to wait for the tables, in seconds.
   * @default 300
   */
  waitForMigrationsSeconds?: Input<number>;
  /**
   * What becomes of rows that the seed made and whose entry was removed: `never` (kept), `warn`
   * (kept and named in the summary) or `owned` (deleted).
   * @default "never"
   */
  prune?: Input<string>;
  /**
   * What becomes of fields that somebody changed by hand: `mend` (written again) or `keep` (left,
   * until their entry changes).
   * @default "mend"
   */
  drift?: Input<string>;
  /** Regions. */
  regions?: SeedRegionArgs[];
  /** Organizations. */
  organizations?: SeedOrganizationArgs[];
  /** Users. */
  users?: SeedUserArgs[];
  /** Stacks. */
  stacks?: SeedStackArgs[];
}
