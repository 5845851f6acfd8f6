import * as pulumi from "@pulumi/pulumi";
import type { Properties } from "./inputs";
import type * as runtime from "./runtime";

/** Version of the shape of the stored inputs: raise it to make every deployed seed run again. */
const specVersion = 1;

/* eslint-disable @typescript-eslint/no-require-imports -- an import would be captured */

/**
 * The compiled code of the seed, found from the project's folder. Pulumi stores the text of this
 * function and of the provider below in the state: they stay as they are, so a new release of the
 * code changes no state, and they capture nothing. A comment inside would be stored too.
 */
function load(): typeof runtime {
  const { createRequire } = require("module") as typeof import("node:module");
  return createRequire(process.cwd() + "/")(
    "formance-control-plane/seed-runtime",
  ) as typeof runtime;
}

/* eslint-enable @typescript-eslint/no-require-imports */

/** The provider: each method calls its namesake in the runtime. */
export const membershipSeedProvider: pulumi.dynamic.ResourceProvider = {
  check: (olds: Properties, news: Properties) => load().check(olds, news),
  diff: (id, olds: Properties, news: Properties) => load().diff(id, olds, news),
  create: (inputs: Properties) => load().create(inputs),
  read: (id, props: Properties) => load().read(id, props),
  update: (id, olds: Properties, news: Properties) => load().update(id, olds, news),
  delete: (id, props: Properties) => load().delete(id, props),
};

/** Inputs of {@link MembershipSeedResource}; the secrets stand apart, so the rest can be read. */
export interface MembershipSeedResourceArgs {
  /** Host, port, database, user, tlsMode and tlsCa. */
  readonly connection: pulumi.Inputs;
  /** Secret. */
  readonly password: pulumi.Input<string>;
  readonly schema: pulumi.Input<string>;
  readonly waitForMigrationsSeconds: pulumi.Input<number>;
  readonly prune: pulumi.Input<string>;
  /** Default: mend. Absent in the states of releases that had no choice, so absent by default. */
  readonly driftPolicy?: pulumi.Input<string>;
  /** The Job that is looked at while its tables are waited for; no change of it is one of the seed. */
  readonly migration?: pulumi.Inputs | undefined;
  /** Regions, organizations, users and stacks without client secrets. */
  readonly specification: pulumi.Inputs;
  /** Secret: client secrets by `<organization>/<stack>` as the specification writes both. */
  readonly clientSecrets: pulumi.Input<Record<string, string>>;
}

/** The dynamic resource that holds a whole specification and applies it. */
export class MembershipSeedResource extends pulumi.dynamic.Resource {
  declare public readonly summary: pulumi.Output<string>;
  declare public readonly organizationIds: pulumi.Output<Record<string, string>>;
  declare public readonly regionIds: pulumi.Output<Record<string, string>>;
  declare public readonly stackIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: MembershipSeedResourceArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      membershipSeedProvider,
      name,
      {
        ...args,
        specVersion,
        summary: undefined,
        organizationIds: undefined,
        regionIds: undefined,
        stackIds: undefined,
      },
      // The engine marks outputs that are secret inputs; this holds also without it.
      { ...opts, additionalSecretOutputs: ["password", "clientSecrets"] },
      "formance-control-plane",
      "MembershipSeed",
    );
  }
}
