import { defaults } from "../../facts/defaults";
import type { StackConfig } from "../../config";
import type { SeedConnection } from "../../seed/connection";
import { parseInputs, type SeedInputs } from "../../seed/inputs";
import { parseOwned } from "../../seed/owned";
import {
  databaseForOperator,
  databaseForPods,
  databaseOfUrlForOperator,
  operatorAddress,
} from "../../facts/database";
import type { PreviousSeed } from "../../seed/prepare";
import type { DriftMode, PruneMode } from "../../seed/modes";
import type { RolePolicies } from "../../seed/schema";
import { CommandError } from "../errors";
import type { OpenedStack } from "../stack";
import type { StackResource } from "../stack-state";

/** Membership's database as a stack knows it. */
export interface StackDatabase {
  readonly connection: SeedConnection;
  readonly schema: string;
  readonly prune: PruneMode;
  readonly drift: DriftMode;
  /** What the last deployment seeded; none before the first one. */
  readonly previous?: PreviousSeed;
}

/** Where Membership's database is, and what the last deployment seeded there. */
export interface SeedPlace extends Pick<StackDatabase, "connection" | "schema" | "previous"> {
  /** The policies that the seed has for roles. */
  readonly rolePolicies: RolePolicies | undefined;
}

/**
 * Membership's database of a stack: from the seed's own state, which has a generated password too,
 * else from the config. With the state, a config that has problems keeps nobody from reading.
 *
 * @throws {CommandError} when the database doesn't exist yet
 */
export async function seedPlace(stack: OpenedStack): Promise<SeedPlace> {
  const resources = await stack.resources();
  const deployed = deployedSeed(resources);
  if (deployed !== undefined) {
    const { connection, schema, specification } = deployed.inputs;
    const { rolePolicies } = specification;
    return { connection, schema, rolePolicies, previous: deployed.previous };
  }
  const config = await stack.config();
  return {
    connection: configuredConnection(stack, config, resources),
    schema: config.seed?.schema ?? defaults.seed.schema,
    rolePolicies: config.seed?.rolePolicies,
  };
}

/** The same, with how the config treats rows that the seed doesn't list, or that were changed. */
export async function stackDatabase(stack: OpenedStack): Promise<StackDatabase> {
  const [place, { seed }, resources] = await Promise.all([
    seedPlace(stack),
    stack.config(),
    stack.resources(),
  ]);
  const prune = seed?.prune ?? deployedSeed(resources)?.inputs.prune ?? defaults.seed.prune;
  return { ...place, prune, drift: seed?.drift ?? defaults.seed.drift };
}

/** What the last deployment seeded, and how; none before the first one. */
export function deployedSeed(
  resources: readonly StackResource[],
): { readonly inputs: SeedInputs; readonly previous: PreviousSeed } | undefined {
  const seed = resources.find(
    ({ type, inputs }) => type.endsWith(":MembershipSeed") && "connection" in inputs,
  );
  const parsed = seed && parseInputs(seed.outputs);
  if (seed === undefined || parsed?.ok !== true) return undefined;
  const { inputs } = parsed;
  const previous = {
    specification: inputs.specification,
    owned: parseOwned(seed.outputs.owned),
  };
  return { inputs, previous };
}

/** The connection that the first update would make, as the component of the seed makes it. */
function configuredConnection(
  { name }: OpenedStack,
  { database, seed }: StackConfig,
  resources: readonly StackResource[],
): SeedConnection {
  const portForward = seed?.portForward;
  const way = { portForward: portForward !== undefined };
  const own = database.membership;
  if (own?.url !== undefined) {
    const {
      caFile: _file,
      parameters: _parameters,
      ...place
    } = databaseOfUrlForOperator(
      databaseForPods(database, "membership"),
      own.url.reveal(),
      operatorAddress(database, "membership", way),
    );
    return { ...place, portForward };
  }
  const place = { ...databaseForOperator(database, "membership", way), portForward };
  if (own?.userSecret !== undefined) {
    throw new CommandError(
      "The role of Membership's database is in a Secret of the cluster (database.membership.userSecret): name the database and the role with --database-url, and give the password in --password-file.",
    );
  }
  const generated = resources.find(
    ({ type, outputs }) => type === "postgresql:index/role:Role" && outputs.name === place.user,
  )?.outputs.password;
  const password =
    own?.password?.reveal() ?? (typeof generated === "string" ? generated : undefined);
  if (password !== undefined) return { ...place, password };
  throw new CommandError(
    own?.passwordSecret === undefined
      ? `The stack ${name} hasn't created a database for Membership yet. Deploy it first (pulumi up), or name the database with --database-url.`
      : `The password of Membership's database is in a Secret of the cluster (database.membership.passwordSecret): name the database with --database-url, and give the password in --password-file.`,
  );
}
