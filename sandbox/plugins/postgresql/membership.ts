import { type Client, escapeIdentifier } from "pg";

/**
 * Does something that only members of a role may do, such as giving it an object: the provider's user
 * becomes a member meanwhile, unless it is one already or may do everything.
 */
export async function asMemberOf<T>(
  client: Client,
  role: string,
  body: () => Promise<T>,
): Promise<T> {
  if (!(await mustJoin(client, role))) return body();
  await client.query(`grant ${escapeIdentifier(role)} to current_user`);
  try {
    return await body();
  } finally {
    await client.query(`revoke ${escapeIdentifier(role)} from current_user`);
  }
}

async function mustJoin(client: Client, role: string): Promise<boolean> {
  const { rows } = await client.query<{ joins: boolean }>(
    `select not me.rolsuper and not pg_has_role(me.oid, other.oid, 'USAGE') as joins
     from pg_roles me, pg_roles other
     where me.rolname = current_user and other.rolname = $1`,
    [role],
  );
  return rows[0]?.joins === true;
}
