import { messageOf } from "../../messages/errors";
import { Client } from "pg";

import { membershipSchema } from "../servers/postgres/membership-tables";
import type { LoginSettings } from "./settings";

/** An organization that a person is in, or joins at the first login. */
export interface Joining {
  readonly organization: string;
  /** `role ADMIN`, `policy Auditor`. */
  readonly access: string;
  readonly reason: string;
}

/** What Membership would do with a person, by the rows of its database. */
export interface Joinings {
  readonly joinings: readonly Joining[];
  /** Why the rows could not be read. */
  readonly failure?: string;
}

interface MemberRow {
  readonly name: string;
  readonly owns: boolean;
  readonly member: Readonly<Record<string, unknown>>;
}

interface OrganizationRow {
  readonly name: string;
  readonly organization: Readonly<Record<string, unknown>>;
}

// Columns differ between the versions of Membership, so rows are read whole.
const MEMBERS = `
select o.name, o.owner_id = u.id as owns, to_jsonb(m) as member
  from ${membershipSchema}.users u
  join ${membershipSchema}.organization_users m on m.user_id = u.id
  join ${membershipSchema}.organizations o on o.id = m.organization_id
 where lower(u.email) = lower($1)
 order by o.name`;
const BY_DOMAIN = `
select o.name, to_jsonb(o) as organization
  from ${membershipSchema}.organizations o
 where lower(o.domain) = lower($1)
 order by o.name`;

/** The organizations of the person with an e-mail address, and why. */
export async function joiningsOf(
  email: string,
  database: LoginSettings["database"],
): Promise<Joinings> {
  const client = new Client({
    ...database,
    database: "membership",
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const policies = await policyNames(client);
    const members = (await client.query<MemberRow>(MEMBERS, [email])).rows;
    const domain = email.split("@").at(-1) ?? "";
    const byDomain = (await client.query<OrganizationRow>(BY_DOMAIN, [domain])).rows;
    const known = members.map(({ name }) => name);
    return {
      joinings: [
        ...members.map(({ name, owns, member }) => ({
          organization: name,
          access: accessOf(member.role, member.policy_id, policies),
          reason: owns
            ? "the seed makes this user its owner"
            : "the seed lists this user as a member",
        })),
        ...byDomain
          .filter(({ name }) => !known.includes(name))
          .map(({ name, organization }) => ({
            organization: name,
            access: accessOf(
              organization.default_organization_role,
              organization.default_policy_id,
              policies,
            ),
            reason: `its domain is ${domain}, so this user joins at the first login`,
          })),
      ],
    };
  } catch (error) {
    return { joinings: [], failure: messageOf(error) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The names of policies by their numbers; none where Membership has roles only. */
async function policyNames(client: Client): Promise<Map<string, string>> {
  const table = `${membershipSchema}.policies`;
  const { rows } = await client.query<{ found: boolean }>(
    "select to_regclass($1) is not null as found",
    [table],
  );
  if (rows[0]?.found !== true) return new Map();
  const policies = await client.query<{ id: unknown; name: string }>(
    `select id, name from ${table}`,
  );
  return new Map(policies.rows.map(({ id, name }) => [String(id), name]));
}

function accessOf(role: unknown, policy: unknown, names: ReadonlyMap<string, string>): string {
  if (policy !== null && policy !== undefined) {
    const id = typeof policy === "string" ? policy : JSON.stringify(policy);
    return `policy ${names.get(id) ?? id}`;
  }
  return typeof role === "string" && role !== "" ? `role ${role}` : "Membership's default access";
}
