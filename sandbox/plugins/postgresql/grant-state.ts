import type { Client } from "pg";
import type { Properties } from "../protocol/values";
import { listIn, textIn } from "./properties";
import { exists } from "./server";

/** Whether a role that grants name is there. */
export async function roleExists(client: Client, role: string): Promise<boolean> {
  if (role.toLowerCase() === "public") return true;
  return exists(client, "select from pg_roles where rolname = $1", [role]);
}

/** Whether a database that grants name is there. */
export async function databaseExists(client: Client, database: string): Promise<boolean> {
  return exists(client, "select from pg_database where datname = $1", [database]);
}

/** Rows of each object's name and access list, by the object type of a grant. */
const ACCESS_LISTS: Readonly<Record<string, string>> = {
  database: `select datname as name, coalesce(datacl, acldefault('d', datdba)) as acl
             from pg_database where datname = $2 and $1::text is not null`,
  schema: `select nspname as name, coalesce(nspacl, acldefault('n', nspowner)) as acl
           from pg_namespace where nspname = $1 and $2::text is not null`,
  table: relations("'r', 'p', 'v', 'm', 'f'", "r"),
  sequence: relations("'S'", "s"),
};

/**
 * The privileges that a grant's role has on all of its objects, or undefined where that can't be
 * told: other object types, and a schema without objects.
 */
export async function heldPrivileges(
  client: Client,
  inputs: Properties,
): Promise<string[] | undefined> {
  const accessLists = ACCESS_LISTS[textIn(inputs, "objectType")];
  if (accessLists === undefined) return undefined;
  const role = textIn(inputs, "role");
  const { rows } = await client.query<{ name: string; privileges: string[] }>(
    `with objects as (${accessLists})
     select name::text, array(
       select a.privilege_type
       from aclexplode(acl) a
       where a.grantee = coalesce((select oid from pg_roles where rolname = $3), 0)
     ) as privileges
     from objects`,
    [
      textIn(inputs, "schema"),
      textIn(inputs, "database"),
      role.toLowerCase() === "public" ? "" : role,
    ],
  );
  const wanted = listIn(inputs, "objects");
  const objects = rows.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const [first, ...others] = objects;
  if (first === undefined) return undefined;
  return first.privileges
    .filter((privilege) => others.every(({ privileges }) => privileges.includes(privilege)))
    .sort();
}

function relations(kinds: string, acl: string): string {
  return `select c.relname as name, coalesce(c.relacl, acldefault('${acl}', c.relowner)) as acl
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = $1 and c.relkind in (${kinds}) and $2::text is not null`;
}
