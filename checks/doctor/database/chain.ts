import type { SeedConnection } from "../../../seed/connection";
import type { SeedPlan } from "../../../seed/plan-types";
import { quoteName } from "../../../seed/quote-name";
import type { Chain } from "../../chain";
import { planned, type Check } from "../../check";
import type { RemedyNames } from "../../remedy-names";
import { databaseConnection } from "./database-connection";
import { databaseMembers } from "./database-members";
import { databaseMigrated } from "./database-migrated";
import { databaseReach } from "./database-reach";
import { databaseRights } from "./database-rights";
import { databaseSchema } from "./database-schema";
import { databaseTls } from "./database-tls";
import { databaseVersion } from "./database-version";
import { membershipDatabase, type MembershipDatabase } from "./membership-database";
import { seedDrift } from "./seed-drift";

/** Membership's database, as the doctor looks at it. */
export interface DoctorDatabase {
  readonly connection: SeedConnection;
  readonly schema: string;
  /** What a run of the seed would do; absent where the stack has no seed. */
  readonly plan?: () => Promise<SeedPlan>;
  /** Whether it is meant to be without TLS, as the sandbox's own on this machine. */
  readonly plain?: boolean;
}

/** The checks of a database, on a connection that they share. */
export interface DatabaseChecks {
  readonly chain: Chain;
  /** Closes the connection; after the checks. */
  close(): Promise<void>;
}

/** Whether Membership's database can be seeded: each check needs the one before it. */
export function seedableChecks(connection: SeedConnection, schema: string): DatabaseChecks {
  return checksOf(membershipDatabase(connection, schema), { before: [], tls: true });
}

/** From the way to Membership's database to what it holds. */
export function doctorDatabaseChecks(
  { connection, schema, plan, plain = false }: DoctorDatabase,
  names: RemedyNames,
): DatabaseChecks {
  const database = membershipDatabase(connection, schema, plan);
  // A port-forward goes through the API server: this machine needs no way to the database.
  const before = connection.portForward === undefined ? [databaseReach] : [];
  return checksOf(database, { before, tls: !plain }, names);
}

function checksOf(
  database: MembershipDatabase,
  { before, tls }: { readonly before: readonly Check<MembershipDatabase>[]; readonly tls: boolean },
  placeNames: RemedyNames = {},
): DatabaseChecks {
  const { client, connection, schema, plan } = database;
  const names = { ...placeNames, SCHEMA: quoteName(schema), ROLE: quoteName(connection.user) };
  const on = (subject: string, checks: readonly Check<MembershipDatabase>[]) =>
    checks.map((check) => planned(check, database, { group: "database", subject }, names));
  return {
    chain: [
      ...on(`${connection.host}:${connection.port}`, [
        ...before,
        databaseConnection,
        ...(tls ? [databaseTls] : []),
        databaseVersion,
      ]),
      ...on(schema, [databaseSchema]),
      ...on(connection.user, [databaseRights]),
      ...on(schema, [databaseMigrated, databaseMembers]),
      ...(plan === undefined ? [] : on(schema, [seedDrift])),
    ],
    close: () => client.end().catch(() => undefined),
  };
}
