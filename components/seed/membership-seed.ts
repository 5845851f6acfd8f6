import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { seedContentDefaults, databaseConnectionDefaults } from "../../facts/defaults";
import { formatProblems } from "../../seed/errors";
import { generateSecret } from "../kubernetes/generated-secret";
import type { MembershipSeedArgs, SeedConnectionArgs } from "./membership-seed-args";
import type { SeedStackArgs } from "../args/seed";
import { createSeedResource } from "./seed-resource";
import {
  findProblems,
  secretName,
  specificationOf,
  stackKey,
  wizardFileOf,
  wizardIdsOf,
  wizardWarningsOf,
} from "./specification";

/**
 * The regions, organizations, users and stacks that each update ensures in a Membership database.
 *
 * Existing rows are adopted by their natural keys, unchanged rows aren't written, and everything
 * happens in a single transaction. Destroying the resource leaves the rows in place.
 *
 * ```ts
 * new MembershipSeed("seed", {
 *   connection: { host: "db.example.com", port: 5432, database: "membership", user, password },
 *   users: [{ email: "alice@example.com" }],
 *   organizations: [{ name: "Acme", owner: "alice@example.com", domain: "example.com" }],
 *   regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
 *   stacks: [{ name: "demo", organization: "Acme", region: "eu-1" }],
 * });
 * ```
 *
 * Creates: one resource that writes the rows (none if the image's wizard does), and a
 * `random.RandomPassword` for each stack without a client secret. In a TypeScript or JavaScript
 * program that imports this class, it is a dynamic resource; in programs that use the package
 * through its plugin, in any language, it is the package's own `Seed`.
 */
export class MembershipSeed extends pulumi.ComponentResource {
  /** What the last change did, with names and counts. */
  public readonly summary: pulumi.Output<string>;
  /** Organization ids by name. */
  public readonly organizationIds: pulumi.Output<Record<string, string>>;
  /** Region ids by name. */
  public readonly regionIds: pulumi.Output<Record<string, string>>;
  /** Stack ids by `<organization>/<stack>`, spelled as in the arguments. */
  public readonly stackIds: pulumi.Output<Record<string, string>>;
  /** Client secrets by `<organization>/<stack>`; a secret. */
  public readonly stackClientSecrets: pulumi.Output<Record<string, string>>;
  /** File for the image's wizard; empty unless it writes the rows; a secret. */
  public readonly wizardFile: pulumi.Output<string>;

  constructor(name: string, args: MembershipSeedArgs, opts?: pulumi.ComponentResourceOptions) {
    // No args to the state: they would repeat the whole specification, and a password with it.
    super("formance-control-plane:index:MembershipSeed", name, {}, opts);
    checkArguments(this, "MembershipSeed", name, args);

    const problems = findProblems(name, args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(formatProblems(problems), this, true);
    }

    const generate = (stack: SeedStackArgs): pulumi.Output<string> =>
      generateSecret(this, secretName(name, stack), 40, args.secretGeneration).result;
    const clientSecrets = Object.fromEntries(
      (args.stacks ?? []).map((stack) => [
        stackKey(stack),
        pulumi.secret(stack.clientSecret ?? generate(stack)),
      ]),
    );

    const seed =
      args.connection === undefined || args.via === "wizard"
        ? wizardSeed(args, clientSecrets)
        : databaseSeed(this, name, args, args.connection, clientSecrets);
    this.summary = seed.summary;
    this.organizationIds = seed.organizationIds;
    this.regionIds = seed.regionIds;
    this.stackIds = seed.stackIds;
    this.wizardFile = seed.wizardFile;
    this.stackClientSecrets = pulumi.secret(clientSecrets);
    this.registerOutputs({
      summary: this.summary,
      organizationIds: this.organizationIds,
      regionIds: this.regionIds,
      stackIds: this.stackIds,
      stackClientSecrets: this.stackClientSecrets,
      wizardFile: this.wizardFile,
    });
  }
}

type ClientSecrets = Record<string, pulumi.Output<string>>;

type SeedOutputs = Pick<
  MembershipSeed,
  "summary" | "organizationIds" | "regionIds" | "stackIds" | "wizardFile"
>;

function databaseSeed(
  parent: MembershipSeed,
  name: string,
  args: MembershipSeedArgs,
  { password, allowInsecure: _, ...connection }: SeedConnectionArgs,
  clientSecrets: ClientSecrets,
): SeedOutputs {
  const { summary, organizationIds, regionIds, stackIds } = createSeedResource(
    name,
    {
      connection: {
        ...connection,
        tlsMode: connection.tlsMode ?? databaseConnectionDefaults.tlsMode,
      },
      password: pulumi.secret(password),
      schema: args.schema ?? seedContentDefaults.schema,
      waitForMigrationsSeconds:
        args.waitForMigrationsSeconds ?? seedContentDefaults.waitForMigrationsSeconds,
      prune: args.prune ?? seedContentDefaults.prune,
      driftPolicy: args.drift,
      migration: args.migration,
      specification: specificationOf(args),
      clientSecrets: pulumi.secret(clientSecrets),
    },
    { parent },
  );
  return { summary, organizationIds, regionIds, stackIds, wizardFile: pulumi.secret("") };
}

function wizardSeed(args: MembershipSeedArgs, clientSecrets: ClientSecrets): SeedOutputs {
  const specification = specificationOf(args);
  const stacks = (args.stacks ?? []).map((stack) => ({
    ...stack,
    clientSecret: clientSecrets[stackKey(stack)],
  }));
  const ids = pulumi.output(specification).apply((known) => wizardIdsOf(known));
  const warnings = pulumi.output(specification).apply((known) => wizardWarningsOf(known));
  return {
    summary: warnings.apply((all) => ["written by the image's wizard", ...all].join("; ")),
    organizationIds: ids.organizationIds,
    regionIds: ids.regionIds,
    stackIds: ids.stackIds,
    wizardFile: pulumi.secret(
      pulumi.output({ ...specification, stacks }).apply((known) => wizardFileOf(known)),
    ),
  };
}
