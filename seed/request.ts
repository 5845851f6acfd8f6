import { seedContentDefaults } from "../facts/defaults";
import { refuseWizardFields } from "./backends/wizard-fields";
import type { SeedConnection } from "./connection";
import { SpecificationEntries } from "./entries";
import { SeedError } from "./errors";
import type { MigrationJob } from "./migration-job";
import { parseOwned } from "./owned";
import type { DriftMode, PruneMode, UnknownScopes } from "./modes";
import type { PreviousSeed } from "./prepare";
import type { SeedProgress } from "./progress";
import type { SeedSpecification } from "./schema";
import { isAskedAgain, type SettledRun } from "./settled";
import { lockTimeout, statementTimeout } from "./sql/session";
import { validateSpecification } from "./validate";

/** What is to be applied, and where. */
export interface SeedRequest {
  readonly connection: SeedConnection;
  /** Schema of Membership's tables. Default: membership. */
  readonly schema?: string | undefined;
  readonly specification: SeedSpecification;
  /** What was applied last, for removals and for values that are given no more. */
  /** Paths of entries that only name rows that are there, such as `users[0]`. Default: none. */
  readonly existing?: ReadonlySet<string> | undefined;
  readonly previous?: PreviousSeed | undefined;
  /** Default: never. */
  readonly prune?: PruneMode | undefined;
  /** Default: restore. */
  readonly drift?: DriftMode | undefined;
  /** What to do with scopes of policies that the server may not know. Default: warn. */
  readonly unknownScopes?: UnknownScopes | undefined;
  /** Leaves rows alone that entries only imply, such as an owner's membership. Default: false. */
  readonly listedOnly?: boolean | undefined;
  /** The last run, if it left everything settled. */
  readonly settled?: SettledRun | undefined;
  /** Limit of one wait for a lock, in seconds. Default: 60. */
  readonly lockTimeoutSeconds?: number | undefined;
  /** Limit of one statement, in seconds. Default: 120. */
  readonly statementTimeoutSeconds?: number | undefined;
  /** How long to wait for migrations, in seconds. Default: 0. */
  readonly waitForMigrationsSeconds?: number | undefined;
  /** The Job that runs the migrations; looked at while they are waited for. Default: unknown. */
  readonly migration?: MigrationJob | undefined;
  /** Ends the wait for migrations, and attempts after the first; never a transaction. */
  readonly signal?: AbortSignal | undefined;
  /** Told what the run does at the moment. Default: nobody. */
  readonly progress?: SeedProgress | undefined;
}

/** A valid request with its defaults. */
export interface NormalizedSeed {
  readonly connection: SeedConnection;
  readonly schema: string;
  readonly specification: SeedSpecification;
  /** The specification as the caller has it. */
  readonly written: SeedSpecification;
  readonly entries: SpecificationEntries;
  readonly previous: PreviousSeed | undefined;
  readonly prune: PruneMode;
  readonly drift: DriftMode;
  readonly unknownScopes: UnknownScopes;
  readonly listedOnly: boolean;
  readonly wait: number;
  readonly migration: MigrationJob | undefined;
  readonly signal: AbortSignal | undefined;
  readonly progress: SeedProgress;
  /** Of a statement and of a wait for a lock, in milliseconds. */
  readonly limits: [string, string];
  /** A settled run that was asked the same. */
  readonly settled: SettledRun | undefined;
}

/**
 * Checks a request and fills in its defaults.
 *
 * @throws {SeedError} naming everything that is wrong with the specification
 */
export function normalize(request: SeedRequest): NormalizedSeed {
  const seed = {
    connection: request.connection,
    schema: request.schema ?? seedContentDefaults.schema,
    specification: request.specification,
    written: request.specification,
    entries: new SpecificationEntries(request.specification),
    previous: request.previous && {
      ...request.previous,
      // A state of an earlier release knows fewer kinds.
      owned: parseOwned(request.previous.owned),
    },
    prune: request.prune ?? seedContentDefaults.prune,
    drift: request.drift ?? seedContentDefaults.drift,
    unknownScopes: request.unknownScopes ?? "warn",
    listedOnly: request.listedOnly ?? false,
    wait: request.waitForMigrationsSeconds ?? 0,
    migration: request.migration,
    signal: request.signal,
    progress: request.progress ?? (() => undefined),
    limits: [
      milliseconds(request.statementTimeoutSeconds, statementTimeout),
      milliseconds(request.lockTimeoutSeconds, lockTimeout),
    ] satisfies [string, string],
  } as const;
  // What was settled was valid.
  if (request.settled !== undefined && isAskedAgain(seed, request.settled)) {
    return { ...seed, settled: request.settled };
  }
  const validated = validateSpecification(request.specification, request.existing);
  if (!validated.ok) throw SeedError.fromProblems(validated.problems);
  refuseWizardFields(validated.specification);
  // A caller of the library may have written numbers where the schema has texts.
  const { specification, entries } = validated;
  return { ...seed, specification, entries, settled: undefined };
}

function milliseconds(seconds: number | undefined, otherwise: number): string {
  return String(seconds === undefined ? otherwise : Math.max(1, Math.round(seconds * 1000)));
}
