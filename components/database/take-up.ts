import * as pulumi from "@pulumi/pulumi";
import { escapeIdentifier, escapeLiteral } from "pg";
import type { TlsMode } from "../../facts/tls-mode";
import { withClient } from "../../seed/with-client";

/** The administrator's login to a server with databases that an earlier stack has kept. */
export interface KeptDatabaseArgs {
  /** Host of the server, as this machine reaches it. */
  host: pulumi.Input<string>;
  /** Port of the server. */
  port: pulumi.Input<number>;
  /** Database to connect to. */
  database: pulumi.Input<string>;
  /** Role of the administrator. */
  user: pulumi.Input<string>;
  /** Password of the administrator; always a secret. */
  password: pulumi.Input<string>;
  /** `verify-full`, `verify-ca`, `require` or `disable`. */
  tlsMode: pulumi.Input<string>;
  /**
   * PEM of the authority that signed the server's certificate.
   * @default the authorities that Node trusts
   */
  tlsCa?: pulumi.Input<string>;
}

/** What is kept, by its names. */
export interface KeptDatabase {
  readonly role: string;
  readonly database: string;
}

/** What the server says of a role and a database. */
interface Found {
  readonly role: boolean;
  readonly owner: string | null;
  readonly powerful: boolean;
  readonly open: boolean;
  readonly others: string[];
}

const SQL = `select r.rolname is not null as role, o.rolname as owner,
  coalesce(r.rolsuper or r.rolcreatedb or r.rolcreaterole or r.rolreplication or r.rolbypassrls, false) as powerful,
  exists (select from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
    where a.grantee = 0 and a.privilege_type = 'CONNECT') as open,
  array(select e.datname::text from pg_database e where e.datdba = r.oid and e.oid <> d.oid) as others
from (select $1::text as role, $2::text as database) asked
left join pg_roles r on r.rolname = asked.role
left join pg_database d on d.datname = asked.database
left join pg_roles o on o.oid = d.datdba`;

/**
 * The name of a role that is taken up: as soon as it is certain that role and database are what a
 * control plane has kept, and in an update once the role has its new password. A destroyed stack's
 * passwords are gone with its state.
 */
export function takenUpRole(
  parent: pulumi.Resource,
  administrator: KeptDatabaseArgs,
  kept: KeptDatabase,
  password: pulumi.Output<string>,
): pulumi.Output<string> {
  // A preview doesn't know the password, and changes nothing.
  const given = pulumi.runtime.isDryRun() ? undefined : password;
  const name = pulumi.all([pulumi.output(administrator), given]).apply(async ([login, secret]) => {
    const tlsMode = login.tlsMode as TlsMode;
    await withClient({ ...login, tlsMode }, async (client) => {
      const { rows } = await client.query(SQL, [kept.role, kept.database]);
      const refusal = refusalOf(kept, rows[0] as Found);
      if (refusal !== undefined) throw new pulumi.ResourceError(refusal, parent, true);
      if (secret === undefined) return;
      const role = escapeIdentifier(kept.role);
      await client.query(`alter role ${role} login password ${escapeLiteral(secret)}`);
    }).catch((error: unknown) => {
      throw error instanceof Error ? new pulumi.ResourceError(error.message, parent, true) : error;
    });
    return kept.role;
  });
  return pulumi.unsecret(name);
}

/** Why a role and a database are not taken up; nothing where they are what a destroy has kept. */
export function refusalOf(kept: KeptDatabase, found: Found): string | undefined {
  const role = `role ${JSON.stringify(kept.role)}`;
  const database = `database ${JSON.stringify(kept.database)}`;
  const off = "Set database.takeUp to false to create it";
  if (!found.role) return `There is no ${role} to reuse. ${off}.`;
  if (found.owner === null) return `There is no ${database} to reuse. ${off}, or restore it.`;
  const other =
    "it wasn't kept by a control plane, and stays unchanged. Choose other names (database.<service>.user, database.<service>.database)";
  if (found.owner !== kept.role) return `The ${database} belongs to ${found.owner}: ${other}.`;
  if (found.powerful) {
    return `The ${role} has more rights than a control plane's roles, such as creating databases: ${other}.`;
  }
  if (found.others.length > 0) {
    return `The ${role} owns other databases (${found.others.join(", ")}): ${other}.`;
  }
  if (found.open) {
    return `Every role on the server can connect to the ${database}, which a control plane never allows: ${other}.`;
  }
  return undefined;
}
