import * as pulumi from "@pulumi/pulumi";
import { providerText } from "./provider-text";

/** Version of the shape of the stored inputs: raise it to make every deployed seed run again. */
export const specVersion = 1;

/** Inputs of {@link MembershipSeedResource}; the secrets stand apart, so the rest can be read. */
export interface MembershipSeedResourceArgs {
  /** Host, port, database, user, tlsMode and tlsCa. */
  readonly connection: pulumi.Inputs;
  /** Secret. */
  readonly password: pulumi.Input<string>;
  readonly schema: pulumi.Input<string>;
  readonly waitForMigrationsSeconds: pulumi.Input<number>;
  readonly prune: pulumi.Input<string>;
  /** Default: restore. Absent in the states of releases that had no choice, so absent by default. */
  readonly driftPolicy?: pulumi.Input<string>;
  /** The Job that is looked at while its tables are waited for; no change of it is one of the seed. */
  readonly migration?: pulumi.Inputs | undefined;
  /** Regions, organizations, users and stacks without client secrets. */
  readonly specification: pulumi.Inputs;
  /** Secret: client secrets by `<organization>/<stack>` as the specification writes both. */
  readonly clientSecrets: pulumi.Input<Record<string, string>>;
}

/** The dynamic resource that holds a whole specification and applies it. */
export class MembershipSeedResource extends pulumi.CustomResource {
  declare public readonly summary: pulumi.Output<string>;
  declare public readonly organizationIds: pulumi.Output<Record<string, string>>;
  declare public readonly regionIds: pulumi.Output<Record<string, string>>;
  declare public readonly stackIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: MembershipSeedResourceArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/formance-control-plane:MembershipSeed",
      name,
      {
        ...args,
        specVersion,
        summary: undefined,
        organizationIds: undefined,
        regionIds: undefined,
        stackIds: undefined,
        __provider: providerText,
      },
      // The engine marks outputs that are secret inputs; this holds also without it.
      { ...opts, additionalSecretOutputs: ["password", "clientSecrets"] },
    );
  }
}
