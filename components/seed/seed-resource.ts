import * as pulumi from "@pulumi/pulumi";
import {
  MembershipSeedResource,
  specVersion,
  type MembershipSeedResourceArgs,
} from "../../seed/provider";

const dynamicType = "pulumi-nodejs:dynamic/formance-control-plane:MembershipSeed";
const ownType = "formance-control-plane:index:Seed";

/** What both resources tell. */
export type SeedResource = Pick<
  MembershipSeedResource,
  "summary" | "organizationIds" | "regionIds" | "stackIds"
>;

/** The provider resource of the plugin in which the components run, if they do. */
let plugin: pulumi.ProviderResource | undefined;

/** Has seeds written by the package's own resource from now on, which that provider serves. */
export function serveSeedFrom(reference: string): void {
  plugin = new pulumi.DependencyProviderResource(reference);
}

/**
 * The resource that writes a seed: in a program the dynamic one, which needs no plugin; in the
 * plugin the package's own, as a dynamic one is loaded from the folder of a program that may not be
 * one of Node. Inputs, outputs and rows are the same, and a stack may go from one to the other.
 */
export function createSeedResource(
  name: string,
  args: MembershipSeedResourceArgs,
  options: pulumi.CustomResourceOptions,
): SeedResource {
  if (plugin === undefined) {
    return new MembershipSeedResource(name, args, { ...options, aliases: [{ type: ownType }] });
  }
  return new Seed(name, args, { ...options, provider: plugin });
}

/** The resource of the package's plugin. */
class Seed extends pulumi.CustomResource {
  declare public readonly summary: pulumi.Output<string>;
  declare public readonly organizationIds: pulumi.Output<Record<string, string>>;
  declare public readonly regionIds: pulumi.Output<Record<string, string>>;
  declare public readonly stackIds: pulumi.Output<Record<string, string>>;

  constructor(
    name: string,
    args: MembershipSeedResourceArgs,
    options: pulumi.CustomResourceOptions,
  ) {
    const outputs = {
      summary: undefined,
      organizationIds: undefined,
      regionIds: undefined,
      stackIds: undefined,
    };
    super(
      ownType,
      name,
      { ...args, specVersion, ...outputs },
      {
        ...options,
        additionalSecretOutputs: ["password", "clientSecrets"],
        aliases: [{ type: dynamicType }],
      },
    );
  }
}
