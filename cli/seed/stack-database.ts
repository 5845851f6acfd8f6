import type { StackConfig } from "../../config";
import type { SeedConnection } from "../../seed/connection";
import { parseInputs } from "../../seed/inputs";
import { parseOwned } from "../../seed/owned";
import { parsePostgresUrl } from "../../facts/postgres-url";
import type { PreviousSeed } from "../../seed/prepare";
import type { DriftMode, PruneMode } from "../../seed/modes";
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

/**
 * Membership's database of a stack: from the seed's own state, which has a generated password too,
 * else from the config.
 *
 * @throws {CommandError} when the database is not there yet
 */
export async function stackDatabase(
  stack: OpenedStack,
  config: StackConfig,
): Promise<StackDatabase> {
  const resources = await stack.resources();
  const seed = resources.find(
    ({ type, inputs }) => type.endsWith(":MembershipSeed") && "connection" in inputs,
  );
  const parsed = seed && parseInputs(seed.outputs);
  if (seed !== undefined && parsed?.ok === true) {
    const { connection, schema, prune, specification } = parsed.inputs;
    const previous = { specification, owned: parseOwned(seed.outputs.owned) };
    const drift = config.seed?.drift ?? "mend";
    return { connection, schema, prune: config.seed?.prune ?? prune, drift, previous };
  }
  return {
    connection: configuredConnection(stack, config, resources),
    schema: config.seed?.schema ?? "membership",
    prune: config.seed?.prune ?? "never",
    drift: config.seed?.drift ?? "mend",
  };
}

function configuredConnection(
  { name }: OpenedStack,
  { database, seed }: StackConfig,
  resources: readonly StackResource[],
): SeedConnection {
  const way = {
    tlsMode: database.tlsMode ?? "verify-full",
    ...(seed?.portForward === undefined ? {} : { portForward: seed.portForward }),
    ...(database.tlsCa === undefined ? {} : { tlsCa: database.tlsCa }),
  } as const;
  const own = database.membership;
  if (own?.url !== undefined) {
    const url = parsePostgresUrl(own.url.reveal());
    return {
      ...way,
      host: database.operatorHost ?? url.host,
      port: database.operatorPort ?? url.port,
      database: url.database,
      user: url.user,
      password: url.password,
    };
  }
  const user = own?.user ?? "membership";
  const generated = resources.find(
    ({ type, outputs }) => type === "postgresql:index/role:Role" && outputs.name === user,
  )?.outputs.password;
  const password =
    own?.password?.reveal() ?? (typeof generated === "string" ? generated : undefined);
  if (password === undefined) {
    throw new CommandError(
      own?.passwordSecret === undefined
        ? `The stack ${name} has made no database for Membership yet: deploy it first (pulumi up), or name the database with --database-url.`
        : `The password of Membership's database is in a Secret of the cluster (database.membership.passwordSecret): name the database with --database-url, and give the password in --password-file.`,
    );
  }
  return {
    ...way,
    host: database.operatorHost ?? database.host,
    port: database.operatorPort ?? database.port ?? 5432,
    database: own?.database ?? "membership",
    user,
    password,
  };
}
