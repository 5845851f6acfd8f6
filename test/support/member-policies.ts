import type { TestDatabase } from "./postgres";

/** Each member's policy by e-mail address. */
export async function memberPolicies(database: TestDatabase): Promise<Record<string, string>> {
  const rows = await database.query<{ email: string; name: string }>(
    `select u.email, p.name from membership.organization_users m
     join membership.users u on u.id = m.user_id
     join membership.policies p on p.id = m.policy_id`,
  );
  return Object.fromEntries(rows.map(({ email, name }) => [email, name]));
}
