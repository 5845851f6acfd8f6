import { defaults } from "../../facts/defaults";
import type { SeedConnection } from "../../seed/connection";
import type { SeedRequest } from "../../seed/request";
import type { RolePolicies, SeedSpecification } from "../../seed/schema";
import type { CommandContext } from "../command-context";
import { UsageError } from "../errors";
import { openStack } from "../stack";
import { type DatabaseOptions, givenConnection } from "./database-options";
import { configuredSpecification, readSpecification } from "./specification-file";
import { deployedSeed, seedPlace, stackDatabase, type StackDatabase } from "./stack-database";

/** Options of the commands that compare a specification with a database. */
export interface SeedOptions extends DatabaseOptions {
  readonly file?: string;
}

/** A database to work on. */
export interface DatabaseTarget {
  readonly connection: SeedConnection;
  readonly schema: string;
}

/** A database, with the policies that its stack has for roles. */
export interface StackTarget extends DatabaseTarget {
  readonly rolePolicies?: RolePolicies | undefined;
}

/** What a command without a database says. */
const NO_DATABASE =
  "Name the database: --stack NAME, --database-url URL, or PGHOST and the other libpq variables.";

/** The database that the options, the stack or the environment names. */
export async function databaseTarget(
  context: CommandContext,
  options: DatabaseOptions,
): Promise<StackTarget> {
  const { connection, schema, rolePolicies } = await resolveDatabase(context, options, true);
  return { connection, schema, rolePolicies };
}

/** The database with the specification that is meant for it. */
export async function seedTarget(
  context: CommandContext,
  options: SeedOptions,
): Promise<SeedRequest & { readonly schema: string }> {
  const { stack: stackName } = context.options;
  if (options.file === undefined && stackName === undefined) throw new UsageError(NO_SEED);
  const isGiven = options.file !== undefined;
  const { connection, schema, database, configured } = await resolveDatabase(
    context,
    options,
    isGiven,
  );
  const specification =
    options.file === undefined
      ? await configured?.()
      : await readSpecification(context, options.file);
  if (specification === undefined) throw new UsageError(NO_SEED);
  // Another specification than the stack's own must not remove what that one made.
  const modes = isGiven ? undefined : await database?.();
  return {
    connection,
    schema,
    specification,
    ...(modes && { prune: modes.prune, drift: modes.drift, previous: modes.previous }),
  };
}

/** The specification alone, for commands that need no database. */
export async function wantedSpecification(
  context: CommandContext,
  { file }: SeedOptions,
): Promise<SeedSpecification> {
  if (file !== undefined) return readSpecification(context, file);
  if (context.options.stack === undefined) throw new UsageError(NO_SEED);
  const stack = openStack(context);
  const config = await stack.config();
  const { previous } = deployedSeed(await stack.resources()) ?? {};
  return configuredSpecification(config, previous?.specification);
}

const NO_SEED = "Name the seed: --stack NAME, if its config has the seed, or --file FILE.";

interface Resolved extends StackTarget {
  /** How the stack's config treats the rows; a config with problems is an error. */
  readonly database?: () => Promise<StackDatabase>;
  readonly configured?: () => Promise<SeedSpecification>;
}

async function resolveDatabase(
  context: CommandContext,
  options: DatabaseOptions,
  /** Whether a config that has problems is no matter, if the state tells of the database. */
  withoutConfig: boolean,
): Promise<Resolved> {
  const { stack: stackName } = context.options;
  if (stackName === undefined) {
    const connection = await givenConnection(context, options);
    if (connection === undefined) throw new UsageError(NO_DATABASE);
    return { connection, schema: options.schema ?? defaults.seed.schema };
  }
  const stack = openStack(context, { withoutConfig });
  if (options.databaseUrl !== undefined) {
    const connection = await givenConnection(context, options);
    if (connection === undefined) throw new UsageError(NO_DATABASE);
    const seed = options.schema === undefined ? (await stack.config()).seed : undefined;
    return {
      connection,
      schema: options.schema ?? seed?.schema ?? defaults.seed.schema,
      rolePolicies: seed?.rolePolicies,
      configured: async () => configuredSpecification(await stack.config(), undefined),
    };
  }
  const place = await seedPlace(stack);
  return {
    ...place,
    schema: options.schema ?? place.schema,
    database: () => stackDatabase(stack),
    configured: async () =>
      configuredSpecification(await stack.config(), place.previous?.specification),
  };
}

/** The database in words, without its password. */
export function placeText({ connection, schema }: DatabaseTarget): string {
  const { user, host, port, database } = connection;
  return `${user}@${host}:${port}/${database}, schema ${schema}`;
}

/** The database for scripts, without its password. */
export function placeDocument({ connection, schema }: DatabaseTarget): Record<string, unknown> {
  const { user, host, port, database } = connection;
  return { host, port, database, user, schema };
}
