import type { SeedConnection } from "../../seed/connection";
import type { SeedPlan } from "../../seed/plan-types";
import { describeChanges, hasChanges } from "../../seed/summary";
import type { Check, CheckFinding } from "../check";
import { remedyIn } from "../description";
import { connectTo } from "../network/connect";
import { databaseDescriptions, databaseRemedy, type DatabaseCheckId } from "./catalogue";
import { databaseChecks, type DatabaseChecks } from "./seed-checks";

/** Membership's database, as the doctor looks at it. */
export interface DoctorDatabase {
  readonly connection: SeedConnection;
  readonly schema: string;
  /** What a run of the seed would do; absent where the stack has no seed. */
  readonly plan?: () => Promise<SeedPlan>;
}

/** Less than a check has, so that the connection's own error tells what to do. */
const CONNECT_SECONDS = 4;

/** From the way to Membership's database to what it holds. */
export function doctorDatabaseChecks(database: DoctorDatabase): DatabaseChecks {
  const { schema, plan } = database;
  const connection = { ...database.connection, connectTimeoutSeconds: CONNECT_SECONDS };
  const { host, port, portForward } = connection;
  const checks = databaseChecks(connection, schema);
  const check = (id: DatabaseCheckId, subject: string, run: Check["run"]): Check => ({
    id,
    group: "database",
    subject,
    run,
  });
  // A port-forward goes through the API server: this machine needs no way to the database.
  const reach =
    portForward === undefined
      ? [
          check("database-reach", `${host}:${port}`, async (signal): Promise<CheckFinding> => {
            const fault = await connectTo({ host, port, signal });
            if (fault === undefined) return { status: "ok", evidence: "It takes connections." };
            return {
              status: "failed",
              evidence: `No connection from this machine to ${host}:${port}: ${fault}.`,
              remedy: databaseRemedy("database-reach"),
            };
          }),
        ]
      : [];
  const drift =
    plan === undefined ? [] : [check("seed-drift", schema, async () => driftFinding(await plan()))];
  return {
    chain: [...reach, ...checks.chain, ...drift].map(withRemedy),
    close: () => checks.close(),
  };
}

/** An error of the database says what is wrong; the catalogue says what to do. */
function withRemedy(check: Check): Check {
  return {
    ...check,
    run: (signal) =>
      check.run(signal).catch((error: unknown) => ({
        status: "failed",
        evidence: error instanceof Error ? error.message : String(error),
        remedy: remedyIn<string>(databaseDescriptions, check.id),
      })),
  };
}

function driftFinding(plan: SeedPlan): CheckFinding {
  return hasChanges(plan)
    ? {
        status: "warning",
        evidence: `The seed and the database differ: ${describeChanges(plan).join(", ")}.`,
        remedy: databaseRemedy("seed-drift"),
      }
    : { status: "ok", evidence: "It holds what the seed says." };
}
