import { Client } from "pg";

import { databaseConnectionDefaults } from "../../facts/defaults";
import { readCatalog } from "../../seed/catalog";
import { clientConfig, connectionError, type SeedConnection } from "../../seed/connection";
import { statementError } from "../../seed/database-errors";
import { findMembersTable } from "../../seed/members-table";
import { quoteName } from "../../seed/quote-name";
import { waitForTables } from "../../seed/readiness";
import type { Kind } from "../../seed/rows";
import type { Chain } from "../chain";
import type { Check, CheckFinding } from "../check";

/** The oldest release of Postgres that still gets fixes. */
const OLDEST_MAINTAINED = 14;

/** The checks of a database, on a connection that they share. */
export interface DatabaseChecks {
  readonly chain: Chain;
  /** Closes the connection; after the checks. */
  close(): Promise<void>;
}

/** Whether Membership's database can be seeded: each check needs the one before it. */
export function databaseChecks(connection: SeedConnection, schema: string): DatabaseChecks {
  const { host, port, database, user, tlsMode = databaseConnectionDefaults.tlsMode } = connection;
  const client = new Client(clientConfig(connection));
  // A connection that breaks between two checks would end the process otherwise.
  client.on("error", () => undefined);
  const check = (id: string, subject: string, run: () => Promise<CheckFinding>): Check => ({
    id,
    group: "database",
    subject,
    run: () =>
      run().catch((error: unknown) => {
        throw statementError(error);
      }),
  });
  const chain = [
    check("database-connection", `${host}:${port}`, async () => {
      await client.connect().catch((error: unknown) => {
        throw connectionError(error, connection);
      });
      return ok(`${user} is logged in to ${database}.`);
    }),
    check("database-tls", `${host}:${port}`, async () => {
      const { ssl, version } = await row(client, tlsSql);
      if (ssl !== true) {
        return warning(
          "The connection is not encrypted.",
          "Set tlsMode to verify-full, unless something else encrypts the connection.",
        );
      }
      if (tlsMode === "require") {
        return warning(
          `${String(version)}, and nobody verified the certificate.`,
          "Set tlsMode to verify-full and give the authority's PEM as tlsCa.",
        );
      }
      return ok(`${String(version)}, certificate verified (${tlsMode}).`);
    }),
    check("database-version", `${host}:${port}`, async () => {
      const { version } = await row(client, "select current_setting('server_version') as version");
      const text = String(version);
      return Number.parseInt(text, 10) >= OLDEST_MAINTAINED
        ? ok(`PostgreSQL ${text}.`)
        : warning(
            `PostgreSQL ${text} gets no more fixes.`,
            `Plan an upgrade to ${OLDEST_MAINTAINED} or later.`,
          );
    }),
    check("database-schema", schema, async () => {
      // A server that takes no writes, and a schema without the right to use it, are refused here.
      const { tables } = await readCatalog(client, schema);
      if (tables.size > 0) return ok(`It has ${tables.size} tables.`);
      return failed(
        `There is no table in schema ${schema}.`,
        "Run Membership's migrations (the migration Job), or correct the schema's name.",
      );
    }),
    check("database-rights", user, async () => {
      const { tables, role } = await readCatalog(client, schema);
      const members = findMembersTable({ schema, role, tables }).found;
      const grants = [...tables.values()]
        .filter((table) => table === members || seededTables.some((kind) => kind === table.name))
        .filter(({ missingRights }) => missingRights.length > 0)
        .map(
          ({ name, missingRights }) =>
            `grant ${missingRights.join(", ")} on ${quoteName(schema)}.${quoteName(name)} to ${quoteName(role)};`,
        );
      return grants.length === 0
        ? ok("select, insert and update on the seeded tables.")
        : failed("Rights on the seeded tables are missing.", `As their owner: ${grants.join(" ")}`);
    }),
    check("database-migrated", schema, async () => {
      await waitForTables(client, schema, seededTables, 0);
      return ok(`${seededTables.join(", ")} have the columns of Membership's tables.`);
    }),
    check("database-members", schema, async () => {
      const members = findMembersTable(await readCatalog(client, schema));
      return members.found === undefined
        ? warning(
            `Members of organizations have no table: ${members.reason}.`,
            "Leave members out of the seed, or look whether all migrations were run.",
          )
        : ok(`${members.found.name} keeps the members of organizations.`);
    }),
  ];
  return { chain, close: () => client.end().catch(() => undefined) };
}

const seededTables: readonly Kind[] = ["users", "organizations", "regions", "stacks"];

const tlsSql = "select ssl, version from pg_stat_ssl where pid = pg_backend_pid()";

async function row(client: Client, sql: string): Promise<Record<string, unknown>> {
  const { rows } = await client.query<Record<string, unknown>>(sql);
  return rows[0] ?? {};
}

function ok(evidence: string): CheckFinding {
  return { status: "ok", evidence };
}

function warning(evidence: string, remedy: string): CheckFinding {
  return { status: "warning", evidence, remedy };
}

function failed(evidence: string, remedy: string): CheckFinding {
  return { status: "failed", evidence, remedy };
}
