import type { Client } from "pg";

import type { SeedConnection } from "../../../seed/connection";
import { statementError } from "../../../seed/database-errors";
import { descriptors } from "../../../seed/kinds";
import type { SeedPlan } from "../../../seed/plan-types";
import { kinds } from "../../../seed/rows";
import { databaseClient, type DatabaseClient } from "../../network/database-client";

/** Membership's database, on a connection that the checks share. */
export interface MembershipDatabase extends DatabaseClient {
  readonly connection: SeedConnection;
  readonly schema: string;
  /** What a run of the seed would do; absent where the stack has no seed. */
  readonly plan?: (() => Promise<SeedPlan>) | undefined;
}

/** The tables that the seed writes, besides that of members, whose name differs. */
export const seededTables = kinds.filter((kind) => descriptors[kind].table === undefined);

/** Prepares a connection; the first check makes it. */
export function membershipDatabase(
  connection: SeedConnection,
  schema: string,
  plan?: () => Promise<SeedPlan>,
): MembershipDatabase {
  return { ...databaseClient(connection), connection, schema, plan };
}

/** Works with the database; its errors get the words of the seed's errors. */
export async function asked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw statementError(error);
  }
}

/** The first row of an answer. */
export async function firstRow(client: Client, sql: string): Promise<Record<string, unknown>> {
  const { rows } = await client.query<Record<string, unknown>>(sql);
  return rows[0] ?? {};
}
